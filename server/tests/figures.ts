import type { Line, Payment, PlacedOrder } from '#shared/order.ts'
import { reduce, totalsOf } from '#shared/order.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import { type Exchange, openExchange } from '../domain/exchange.ts'
import { openStore } from '../store/store.ts'
import { bread, idOf, morag, ewan, sealing, stall, tabletA, tabletB } from './sealing.ts'

export const zone = 'Europe/London'
export const van = idOf(11)
export const [coffee, jam] = [idOf(21), idOf(22)]

export interface Sold {
  productId: string
  quantity: number
  price: number
  taxRate?: number
  cost?: number
}

/** A business in London with two tablets, where everything is sent as it happens unless it is kept for later. */
export function openBooks({ now = instantOf('2026-12-01T12:00:00', zone), path = ':memory:' } = {}) {
  const store = openStore(path)
  store.revise(now, (rev) => {
    const business = { id: 'business', name: 'Leith', currency: 'GBP', zone, taxIncluded: true } as const
    store.rows.put('business', business, rev)
    for (const [id, name, role] of [
      [morag, 'Morag', 'manager'],
      [ewan, 'Ewan', 'manager'],
    ] as const)
      store.rows.put('person', { id, name, role, active: true }, rev)
    for (const [id, name, kind] of [
      [stall, 'Shore', 'stall'],
      [van, 'Van', 'van'],
    ] as const)
      store.rows.put('location', { id, name, kind, prepares: false, active: true, stamps: {} }, rev)
    for (const [id, letter, locationId] of [
      [tabletA, 'A', stall],
      [tabletB, 'B', van],
    ] as const)
      store.rows.put('device', { id, letter, name: letter, locationId, active: true }, rev)
    for (const [id, name, category, cost] of [
      [bread, 'Bread', 'Bakery', 120],
      [coffee, 'Coffee', 'Drinks', null],
      [jam, 'Jam', 'Larder', 300],
    ] as const) {
      const fields = { sku: '', price: 300, taxRate: 0, emoji: '', color: '', barcode: '', tracked: true }
      store.rows.put(
        'product',
        { id, name, category, cost, ...fields, threshold: 5, active: true, stamps: {} },
        rev,
      )
    }
  })
  const exchange: Exchange = openExchange(store, () => now)
  const open = (device: string, actor: string) => {
    const sealed = sealing(() => exchange, device, actor)
    let sent = 0
    let last = 0
    const waiting: unknown[] = []
    const note = (name: string, wall: string, args: Record<string, unknown>, v = 1) => {
      last += 1
      const command = sealed.make(name, args, { at: instantOf(wall, zone), zone, v })
      waiting.push(command)
      return command.id
    }
    const send = async () => {
      const commands = waiting.splice(0)
      if (commands.length === 0) return
      const { outcomes } = await sealed.send(commands, sent + 1, [], now)
      const odd = outcomes.find(({ status }) => status !== 'applied' && status !== 'flagged')
      if (odd) throw new Error(JSON.stringify(odd))
      sent = last
    }
    return { note, send }
  }
  return { store, now, today: dayOf(now, zone), a: open(tabletA, morag), b: open(tabletB, ewan) }
}

export type Books = ReturnType<typeof openBooks>
export type BookTablet = Books['a']

/** An order of these lines, paid in cash, unless something else is said. */
export function orderOf(
  sold: readonly Sold[],
  {
    taxIncluded = true,
    percent = 0,
    kind = 'cash',
    locationId = stall,
    ...change
  }: {
    taxIncluded?: boolean
    percent?: number
    kind?: Payment['kind']
    locationId?: string
  } & Partial<PlacedOrder> = {},
): PlacedOrder {
  const discount = percent > 0 ? ({ kind: 'percent', value: percent * 100 } as const) : undefined
  const { lines: reduced, off } = reduce(sold, discount)
  const lines = sold.map(({ productId, quantity, price, taxRate = 0, cost }, index): Line => {
    const { total, share } = reduced[index] ?? { total: 0, share: 0 }
    const line = { productId, name: 'Sold', price, quantity, taxRate, total }
    return { ...line, ...(cost === undefined ? {} : { cost }), ...(share > 0 ? { share } : {}) }
  })
  const { taxes, total } = totalsOf(lines, taxIncluded)
  return {
    ...{ number: 'A-0001', locationId, currency: 'GBP', taxIncluded, lines, taxes, total },
    ...{ payments: [{ kind, amount: total }], startStatus: 'completed' },
    ...(discount ? { discount: { ...discount, amount: off } } : {}),
    ...change,
  }
}
