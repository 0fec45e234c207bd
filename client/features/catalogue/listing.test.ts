import { expect, it } from 'vitest'
import { foundIn, listingOf } from './listing.ts'
import { product } from './csv/testing.ts'

const tote = product({ name: 'Tote bag', barcode: '501', barcodes: ['502'] })
const large = product({ name: 'Large', variantOf: tote.id, variant: 'Large' })
const all = [
  product({ name: 'Jar 10' }),
  large,
  product({ name: 'Zoë’s jam', category: 'Larder' }),
  product({ name: 'Jar 2' }),
  tote,
]
const listing = listingOf(new Map(all.map((one) => [one.id, one])))
const names = (query: string) => foundIn(listing, query).map((one) => one.product.name)

it('lists products by name, a variant after its parent, and 2 before 10', () => {
  expect(names('')).toEqual(['Jar 2', 'Jar 10', 'Tote bag', 'Large', 'Zoë’s jam'])
})

it('finds a product by each of its words and codes, and a variant by its parent', () => {
  expect(names('zoe jam')).toEqual(['Zoë’s jam'])
  expect(names('lard')).toEqual(['Zoë’s jam'])
  expect(names('502')).toEqual(['Tote bag'])
  expect(names('tote')).toEqual(['Tote bag', 'Large'])
  expect(names('nothing')).toEqual([])
})
