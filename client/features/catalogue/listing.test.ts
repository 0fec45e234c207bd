import { expect, it } from 'vitest'
import { foundAmong, foundIn, listAhead, listingOf } from './listing.ts'
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

it('finds the same among any products, also those that are in no listing', () => {
  const old = product({ name: 'Crème brûlée', category: 'Sweet', sku: 'CB-1', barcode: '5000' })
  for (const query of ['', 'brulee', 'sweet crème', 'cb-1', '5000'])
    expect(foundAmong([...all, old], query)).toContain(old)
  expect(foundAmong([...all, old], 'creme salt')).toEqual([])
  expect(foundAmong(all, 'tote')).toEqual([large, tote])
})

it('gets products ready some at a time, so that listing them later reads none of them anew', () => {
  let read = 0
  const counted = Array.from({ length: 1_200 }, (_, index) => {
    const one = product({ name: `Jar ${index}` })
    return Object.defineProperty(one, 'sku', { get: () => ((read += 1), 'jar') })
  })
  const byId = new Map(counted.map((one) => [one.id, one]))
  const due: (() => void)[] = []
  listAhead(byId, (act) => due.push(act))
  const after: number[] = []
  for (let act = due.shift(); act; act = due.shift()) {
    act()
    after.push(read)
  }
  expect(after).toEqual([500, 1_000, 1_200])
  expect([listingOf(byId).length, read]).toEqual([1_200, 1_200])
})
