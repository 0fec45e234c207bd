import { plainProduct } from '#shared/catalogue.ts'
import type { Shelf } from '#shared/reckoning.ts'
import type { Movement, Product } from '#shared/rows.ts'
import { describe, expect, it } from 'vitest'
import { figureRows, loadRows, wholeOf } from './dayRows.ts'
import { copied, readLoad } from './loadForm.ts'
import { plainMarketDay } from '#shared/marketDay.ts'

const product = (id: string, price: number): Product => ({ ...plainProduct, id, name: id, price, stamps: {} })
const [bun, tea] = [{ ...product('bun', 250), cost: 90 }, product('tea', 300)]
const catalogue = new Map([bun, tea].map((one) => [one.id, one]))
const moved = (quantity: number, locationId = 'stall'): Movement => ({
  ...{ id: 'm', productId: 'bun', reason: 'transfer', at: 1, actorId: 'mia', quantity, locationId },
})

describe('a load list', () => {
  const day = { load: { 'bun@stall': 24, 'tea@stall': 0, 'bun@van': 3 } }

  it('says what is still to be loaded: not what is in already, and more where something was taken out again', () => {
    const rows = (all: Movement[]) => loadRows(day, 'stall', all, catalogue, () => 30)
    expect(rows([])).toEqual([{ product: bun, planned: 24, loaded: 0, toLoad: 24, inStore: 30 }])
    expect(rows([moved(20), moved(-20, 'store')])[0]).toMatchObject({ loaded: 20, toLoad: 4 })
    expect(rows([moved(24), moved(-24)])[0]).toMatchObject({ loaded: 0, toLoad: 24 })
    expect(rows([moved(30)])[0]).toMatchObject({ loaded: 30, toLoad: 0 })
  })

  it('takes down only what was changed, and nothing while a number cannot be read', () => {
    expect(readLoad(day, 'stall', { bun: '24', tea: '5' })).toEqual([
      { productId: 'tea', locationId: 'stall', quantity: 5 },
    ])
    expect(readLoad(day, 'stall', { bun: '' })).toEqual([
      { productId: 'bun', locationId: 'stall', quantity: 0 },
    ])
    expect(readLoad(day, 'stall', { bun: 'some' })).toBeNull()
  })

  it('is copied from the same stall, or from the only one of another day', () => {
    const other = { ...plainMarketDay, id: 'd', on: '2026-01-01', ...day, stamps: {} }
    expect(copied({ ...other, locationIds: ['stall', 'van'] }, 'van')).toEqual({ bun: '3' })
    expect(copied({ ...other, locationIds: ['stall'] }, 'tent')).toEqual({ bun: '24' })
  })
})

describe('a closing sheet', () => {
  it('adds up what is missing and what is too much by itself, in units, at today’s prices and at cost', () => {
    const shelf = (productId: string, level: number, found: number): Shelf => ({
      ...{ productId, locationId: 'stall', level: found, isWhole: true },
      movements: [{ ...moved(level), productId, reason: 'received', at: 5 }],
      counts: [{ ...moved(found), productId, expected: level, at: 9 }],
    })
    const rows = figureRows([shelf('bun', 10, 7), shelf('tea', 4, 5)], () => ({ from: 2, to: 20 }), catalogue)
    expect(wholeOf(rows)).toMatchObject({
      ...{ loaded: 14, left: 12, unexplained: 2, uncounted: 0 },
      missing: { units: 3, value: 750, cost: 270, uncosted: 0 },
      surplus: { units: 1, value: 300, cost: 0, uncosted: 1 },
    })
  })
})
