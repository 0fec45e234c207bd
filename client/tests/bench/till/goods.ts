import { plainProduct } from '#shared/catalogue.ts'
import { dice } from '#shared/dice.ts'
import type { Product } from '#shared/rows.ts'

const makers = ['Leith', 'Holm', 'Porty', 'Aberlady', 'Crail', 'Moray', 'Skye', 'Tweed', 'Islay', 'Unst']
const kinds = [
  'smoked',
  'rye',
  'sea salt',
  'heather',
  'oat',
  'crab apple',
  'bramble',
  'malt',
  'juniper',
  'kelp',
]
const things = ['loaf', 'jam', 'cheese', 'honey', 'biscuits', 'chutney', 'candle', 'soap', 'cider', 'tea']
const emoji = ['🍞', '🫙', '🧀', '🍯', '🍪', '🥫', '🕯️', '🧼', '🍎', '🍵']
const people = [
  'Søren Holm',
  'Morag MacIntyre',
  'Ada Lovelace',
  'Erik Ås',
  'Fatima Noor',
  'Jo Tran',
  'Ian Bell',
]

/** Many products, of which few are called alike: "Islay kelp tea 417". */
export function productsOf(size: number, newId: () => string): Product[] {
  return Array.from({ length: size }, (_, index) => {
    const [a, b, c] = [index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100) % 10]
    const name = `${makers[a] ?? ''} ${kinds[b] ?? ''} ${things[c] ?? ''} ${index}`
    return {
      ...{ ...plainProduct, id: newId(), name, price: 150 + (index % 40) * 25, stamps: {} },
      ...{ sku: `W-${index}`, barcode: String(5_000_000_000_000 + index), category: things[c] ?? '' },
      ...{ emoji: emoji[c] ?? '', tracked: true, threshold: 5 },
    }
  })
}

export interface Sale {
  customer: string | null
  /** Places among the products. */
  products: number[]
}

/** Sales of one to five products, most of them of what sells best; every fifth to someone by name. */
export function salesOf(size: number, products: number, seed: number): Sale[] {
  const roll = dice(seed)
  return Array.from({ length: size }, (_, index) => ({
    customer: index % 5 === 0 ? `${people[index % people.length] ?? ''} ${index}` : null,
    products: Array.from({ length: 1 + Math.floor(roll() * 5) }, () => Math.floor(roll() ** 2 * products)),
  }))
}
