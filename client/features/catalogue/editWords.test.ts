import { expect, it } from 'vitest'
import type { ProductEdit } from '#shared/api.ts'
import { plainProduct } from '#shared/catalogue.ts'
import { changesOf } from './editWords.ts'

const outside = { money: (minor: number) => `£${(minor / 100).toFixed(2)}`, placeOf: () => 'Leith' }
const edit = (before: ProductEdit['before'], after: ProductEdit['after'], isNew = false): ProductEdit => ({
  ...{ id: 'a', at: 1, actorId: 'mia', deviceId: 'b', isImported: false },
  ...{ isNew, before, after },
})

it('says what stood there before and what stands there now', () => {
  const before = { price: 250, category: 'Bread', active: true, cost: null }
  const after = { price: 280, category: '', active: false, cost: 90, taxRate: 550 }
  expect(changesOf(edit(before, after), outside)).toEqual([
    'Price from £2.50 to £2.80',
    'Cost from not known to £0.90',
    'Tax set to 5.5 %',
    'On sale from yes to no',
    'Category from “Bread” to nothing',
  ])
})

it('says of allergens and of levels by place only what was said of each', () => {
  const before: ProductEdit['before'] = { allergens: { milk: 'free' }, thresholds: { leith: 4 } }
  const after: ProductEdit['after'] = {
    allergens: { milk: 'may', nuts: 'contains' },
    thresholds: { leith: null },
  }
  expect(changesOf(edit(before, after), outside)).toEqual([
    'Milk from free to may contain',
    'Nuts from unknown to contains',
    'Low at Leith from 4 to as elsewhere',
  ])
})

it('says of a new product what is not as with any other', () => {
  const after = { ...plainProduct, name: 'Rye', price: 520, category: 'Bread' }
  expect(changesOf(edit({}, after, true), outside)).toEqual(['Name “Rye”', 'Price £5.20', 'Category “Bread”'])
})

it('leaves out what was saved and is as it was', () => {
  expect(changesOf(edit({ price: 250, sku: 'A' }, { price: 250, sku: 'B' }), outside)).toEqual([
    'SKU from “A” to “B”',
  ])
})
