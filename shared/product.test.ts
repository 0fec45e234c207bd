import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Allergen, allergens, Presence } from './allergens.ts'
import { plainProduct, type ProductFields } from './catalogue.ts'
import type { Changes } from './merge.ts'
import { mergeProduct } from './product.ts'
import type { Product } from './rows.ts'

const [stall, van] = ['4', '5'].map((tail) => `01900000-0000-7000-8000-00000000000${tail}`)
const bread: Product = { id: 'bread', ...plainProduct, name: 'Bread', stamps: {} }

it('hears two people who say something of different allergens at the same time', () => {
  const anna: Changes<ProductFields> = { allergens: { gluten: 'contains' } }
  const ben: Changes<ProductFields> = { allergens: { nuts: 'may' }, price: 400 }
  const merged = mergeProduct(mergeProduct(bread, anna, [5, 'a']), ben, [5, 'b'])
  expect(merged).toMatchObject({ price: 400, allergens: { gluten: 'contains', nuts: 'may' } })
  expect(merged.stamps).toMatchObject({ 'allergens.gluten': [5, 'a'], 'allergens.nuts': [5, 'b'] })
})

it('lets the later of two win who say something of the same allergen, whoever comes first', () => {
  const late = mergeProduct(bread, { allergens: { milk: 'contains' } }, [9, 'a'])
  expect(mergeProduct(late, { allergens: { milk: 'free' } }, [8, 'b'])).toEqual(late)
})

it('is the same product for any order of edits', () => {
  const fields = fc.record(
    {
      price: fc.nat(9),
      cost: fc.option(fc.nat(9)),
      allergens: fc.dictionary(
        fc.constantFrom(...allergens.slice(0, 3)),
        fc.constantFrom(...Presence.options),
      ),
      thresholds: fc.dictionary(fc.constantFrom(stall ?? '', van ?? ''), fc.option(fc.nat(9))),
    },
    { requiredKeys: [] },
  )
  const edits = fc
    .array(fc.tuple(fields, fc.nat(5)), { minLength: 1, maxLength: 8 })
    .map((drawn) => drawn.map(([change, at], index) => ({ change, at, id: String(index) })))
  fc.assert(
    fc.property(
      edits.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([some, shuffled]) => {
        const after = (order: typeof some) =>
          order.reduce((row, { change, at, id }) => mergeProduct(row, change, [at, id]), bread)
        expect(after(shuffled)).toEqual(after(some))
      },
    ),
  )
})

it('names the fourteen of the regulation', () => {
  expect(Allergen.options).toHaveLength(14)
})
