import { describe, expect, it } from 'vitest'
import { plainProduct } from '../catalogue.ts'
import { decide, missing } from '../decide.ts'
import { Draft } from '../draft.ts'
import { type Line, totalsOf } from '../order.ts'
import type { Business, Product } from '../rows.ts'
import { orderPlace } from './orderPlace.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const meta = {
  id: id(1),
  device: id(2),
  actor: id(3),
  zone: 'Europe/London',
  at: 1_760_000_000_000,
  uncertainty: 0,
}
const oat = { id: id(20), name: 'Oat milk', price: 40 }
const milk = { id: id(21), name: 'Milk', least: 0, most: 1, choices: [oat] }

const product = (n: number, fields: Partial<Product>): Product => ({
  ...plainProduct,
  ...{ id: id(n), name: 'Coffee', price: 300, tracked: false, stamps: {} },
  ...fields,
})
const products = [
  product(10, { options: [milk] }),
  product(11, { variantOf: id(10), variant: 'Large', price: 350 }),
  product(12, { openPrice: true }),
]

const shop = {
  id: 'business',
  name: 'Shop',
  currency: 'GBP',
  zone: 'Europe/London',
  taxIncluded: true,
} satisfies Business

function flagsOf(...lines: Line[]): string[] {
  return flagsIn(shop, ...lines)
}

function flagsIn(business: Business, ...lines: Line[]): string[] {
  const { taxes, total } = totalsOf(lines, true)
  const args = {
    ...{ number: 'A-0001', locationId: id(4), currency: 'GBP', taxIncluded: true, lines, taxes, total },
    ...{ payments: [{ kind: 'cash', amount: total }], startStatus: 'completed' },
  }
  const prepared = orderPlace.prepare(args, 2, meta)
  if (!prepared) throw new Error('malformed')
  const draft = new Draft()
  draft.load('business', 'business', business)
  draft.load('device', id(2), { id: id(2), letter: 'A', name: 'A', locationId: id(4), active: true })
  const stall = { name: 'Stall', kind: 'stall', prepares: false, active: true } as const
  draft.load('location', id(4), { id: id(4), ...stall, stamps: {} })
  for (const known of products) draft.load('product', known.id, known)
  for (let isFirst = true, more = missing([prepared], draft, isFirst); more; isFirst = false) {
    for (const [table, row] of more.rows) draft.load(table, row, undefined)
    more = missing([prepared], draft, false)
  }
  const decision = decide(prepared, draft)
  return decision.ok ? decision.flags : [decision.code]
}

function line(n: number, price: number, options?: Line['options']): Line {
  const sold = { productId: id(n), name: 'Coffee', price, quantity: 1, taxRate: 0, total: price }
  return { ...sold, ...(options ? { options } : {}) }
}

describe('the price of a line', () => {
  it('is the catalogue’s with what the chosen options add, also where a variant asks its parent’s questions', () => {
    expect(flagsOf(line(10, 340, [oat]), line(11, 390, [oat]), line(11, 350))).toEqual([])
  })

  it('is flagged where it is another, or an option is not one of the product’s', () => {
    expect(flagsOf(line(10, 300, [oat]))).toEqual(['price-differs'])
    expect(flagsOf(line(11, 400, [{ ...oat, price: 50 }]))).toEqual(['price-differs'])
    expect(flagsOf(line(12, 340, [oat]))).toEqual([])
  })

  it('is whatever was asked for where the price is open', () => {
    expect(flagsOf(line(12, 12_345))).toEqual([])
  })

  it('is flagged where its tax is another than the catalogue’s, or than the business’s way with it', () => {
    expect(flagsOf({ ...line(12, 100), taxRate: 2_000 })).toEqual(['price-differs'])
    expect(flagsIn({ ...shop, taxIncluded: false }, line(12, 100))).toEqual(['total-differs'])
    expect(flagsIn({ ...shop, currency: 'EUR' }, line(12, 100))).toEqual(['total-differs'])
  })
})
