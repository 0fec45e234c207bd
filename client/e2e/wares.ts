import type { Choice } from '#shared/catalogue.ts'
import type { Ware } from './seed.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const choices = (from: number, ...named: [name: string, price: number][]): Choice[] =>
  named.map(([name, price], index) => ({ id: id(from + index), name, price }))

/** Products that are asked something before they are sold, beside one that is not. */
export const askedWares: Ware[] = [
  { name: 'Baguette', price: 210, category: 'Bread', emoji: '🥖', level: 20, barcode: '5012345678900' },
  {
    ...{ name: 'Flat white', price: 340, category: 'Drinks', emoji: '☕', color: '#4b3621' },
    options: [
      {
        ...{ id: id(1), name: 'Milk', least: 1, most: 1 },
        choices: choices(10, ['Whole milk', 0], ['Oat milk', 40], ['Soya milk', 30]),
      },
      {
        ...{ id: id(2), name: 'Extras', least: 0, most: 2 },
        choices: choices(20, ['Extra shot', 50], ['Syrup', 40], ['Small, decaf', -20]),
      },
    ],
  },
  { name: 'Something else', price: 0, category: 'Other', emoji: '🏷️', openPrice: true },
  {
    ...{ name: 'Tote bag', price: 500, category: 'Gifts', emoji: '👜' },
    variants: [
      {
        name: 'Tote bag, Small',
        variant: 'Small',
        price: 450,
        level: 2,
        threshold: 3,
        barcode: '4006381333931',
      },
      { name: 'Tote bag, Large', variant: 'Large', price: 600, level: 5 },
    ],
  },
]
