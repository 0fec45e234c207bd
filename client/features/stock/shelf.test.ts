import { describe, expect, it } from 'vitest'
import { plainProduct } from '#shared/catalogue.ts'
import type { Level, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { differenceText, levelState, passes, shelfRows, shortened, sizeText } from './shelf.ts'

const product = (id: string, changes: Partial<Product> = {}): Product => ({
  ...plainProduct,
  id,
  name: id,
  stamps: {},
  threshold: 5,
  ...changes,
})
const level = (productId: string, locationId: string, quantity: number): Level => ({
  id: levelId(productId, locationId),
  productId,
  locationId,
  quantity,
})
const byId = (...levels: Level[]) => new Map(levels.map((one) => [one.id, one]))
const [stall, van] = [{ id: 'stall' }, { id: 'van' }]

describe('the shelf', () => {
  it('adds up what lies at the places asked for, and nothing else', () => {
    const levels = byId(level('bread', 'stall', 3), level('bread', 'van', 4), level('bread', 'gone', 90))
    expect(shelfRows([product('bread')], levels, [stall, van])[0]).toMatchObject({ total: 7 })
    expect(shelfRows([product('bread')], levels, [stall])[0]).toMatchObject({ total: 3 })
    expect(shelfRows([product('bread')], byId(), [stall])[0]).toMatchObject({ total: 0 })
  })

  it('leaves out what is not kept, and archived products once none are left', () => {
    const products = [product('tea', { tracked: false }), product('old', { active: false })]
    expect(shelfRows(products, byId(level('tea', 'stall', -4)), [stall])).toEqual([])
    expect(shelfRows(products, byId(level('old', 'stall', 2)), [stall])).toHaveLength(1)
  })

  it('calls a level low up to its threshold', () => {
    expect([6, 5, 1, 0, -1].map((quantity) => levelState(quantity, 5))).toEqual([
      'fine',
      'low',
      'low',
      'sold-out',
      'oversold',
    ])
    expect(levelState(1, 0)).toBe('fine')
  })

  it('shows what is oversold among what is sold out', () => {
    const rows = shelfRows(
      [product('a'), product('b'), product('c')],
      byId(level('a', 'stall', -1), level('c', 'stall', 2)),
      [stall],
    )
    expect(rows.filter((row) => passes(row, 'sold-out')).map((row) => row.product.id)).toEqual(['a', 'b'])
    expect(rows.filter((row) => passes(row, 'low')).map((row) => row.product.id)).toEqual(['c'])
  })

  it('calls a product low by the threshold of the place that is looked at, or of any of several', () => {
    const bread = product('bread', { thresholds: { van: 9, stall: null } })
    const levels = byId(level('bread', 'stall', 7), level('bread', 'van', 8))
    const low = (places: { id: string }[]) =>
      shelfRows([bread], levels, places).map((row) => [passes(row, 'low'), row.threshold, row.isLow])
    expect(low([stall])).toEqual([[false, 5, false]])
    expect(low([van])).toEqual([[true, 9, true]])
    expect(low([stall, van])).toEqual([[true, 5, true]])
    expect(low([stall, { id: 'store' }])).toEqual([[false, 5, false]])
  })

  it('shortens a name between words', () => {
    expect(shortened('Leith Saturday', 24)).toBe('Leith Saturday')
    expect(shortened('Leith Saturday farmers’ market', 24)).toBe('Leith Saturday farmers’…')
    expect(shortened('Donaudampfschifffahrtsgesellschaft', 10)).toBe('Donaudampf…')
  })

  it('writes sizes with a real minus', () => {
    expect([3, 0, -3].map(sizeText)).toEqual(['3', '0', '−3'])
    expect([3, 0, -3].map(differenceText)).toEqual(['+3', '0', '−3'])
  })
})
