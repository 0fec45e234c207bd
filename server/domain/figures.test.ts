import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayAfter } from '#shared/marketDay.ts'
import { addSums, dimensions, isNothing, noSums, type Sums } from '#shared/sales.ts'
import { netOf, type ShelfSums } from '#shared/shelfDays.ts'
import { taxesOf, worthOf } from '#shared/refund.ts'
import { bread, stall } from '../tests/sealing.ts'
import { type BookTablet, coffee, jam, openBooks, orderOf, van } from '../tests/figures.ts'
import { recount } from './recount.ts'
import { openStore, type Store } from '../store/store.ts'

/* Whatever comes, in whatever order and however late: the sums that are kept are those of a recount. */

const times = [
  // Clocks go forward at one, and back at two.
  ...['2026-03-28T23:59:59', '2026-03-29T00:00:00', '2026-03-29T00:59:59', '2026-03-29T02:00:00'],
  ...['2026-03-29T23:59:59', '2026-03-31T23:59:59', '2026-04-01T00:00:00', '2026-10-24T23:30:00'],
  ...['2026-10-25T00:30:00', '2026-10-25T01:30:00', '2026-10-25T02:00:00', '2026-10-31T12:00:00'],
]
const time = fc.constantFrom(...times)
const place = fc.constantFrom(stall, van)
const product = fc.constantFrom(bread, coffee, jam)
const quantity = fc.integer({ min: 1, max: 5 })

const sale = fc.record({
  kind: fc.constant('sale' as const),
  lines: fc.array(
    fc.record({
      productId: product,
      quantity,
      price: fc.constantFrom(0, 99, 250, 333),
      taxRate: fc.constantFrom(0, 500, 2_000),
      cost: fc.constantFrom(0, 40, 121),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  knowsCost: fc.boolean(),
  taxIncluded: fc.boolean(),
  percent: fc.constantFrom(0, 10),
  payment: fc.constantFrom('cash' as const, 'card' as const),
  place,
})
const later = fc.record({
  kind: fc.constantFrom('cancel' as const, 'pay' as const, 'refund' as const),
  which: fc.nat(20),
  line: fc.nat(2),
  quantity,
  goods: fc.constantFrom('stock' as const, 'waste' as const, 'kept' as const),
  restock: fc.boolean(),
  place,
})
const stock = fc.record({
  kind: fc.constantFrom('move' as const, 'count' as const, 'count' as const),
  reason: fc.constantFrom('received', 'waste', 'sample', 'correction', 'transfer'),
  productId: product,
  quantity,
  place,
})
const deed = fc.record({
  what: fc.oneof(sale, later, stock),
  time,
  isOnB: fc.boolean(),
  /** How many wait before a tablet sends. */
  patience: fc.integer({ min: 1, max: 6 }),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

/** Before, within, across and after the months of all these times. */
const spans = [
  { from: '2026-03-01', to: '2026-03-28', locationId: null },
  { from: '2026-03-29', to: '2026-03-29', locationId: stall },
  { from: '2026-03-20', to: '2026-03-30', locationId: null },
  { from: '2026-04-02', to: '2026-04-03', locationId: null },
  { from: '2026-03-30', to: '2026-10-25', locationId: van },
  { from: '2026-03-05', to: '2026-10-30', locationId: null },
  { from: '2026-04-01', to: '2026-10-31', locationId: stall },
  { from: '2026-11-02', to: '2026-11-20', locationId: null },
]

it('keeps sums that are those of a recount, whatever comes late, is refunded, cancelled or counted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 40 }), async (deeds) => {
      const books = openBooks()
      await live(books.a, books.b, deeds)
      expect(differences(books.store)).toEqual([])
      expect(levelsByDays(books.store)).toEqual(levelsOf(books.store))
      for (const span of spans) {
        expect(soldIn(books.store, span)).toEqual(soldByDays(books.store, span))
        expect(shelvesIn(books.store, span)).toEqual(shelvesByDays(books.store, span))
      }
      books.store.close()
    }),
    { numRuns: 25 },
  )
})

it('says which sum differs from a recount, and by how much', async () => {
  const { store, a } = openBooks()
  a.note('order.place', '2026-03-29T12:00:00', orderOf([{ productId: bread, quantity: 2, price: 300 }]), 3)
  await a.send()
  store.database.exec(`UPDATE sales_day SET sold = sold + 7 WHERE dimension = 'place'`)
  store.database.exec('DELETE FROM shelf_month')
  expect(differences(store)).toEqual([
    `place 2026-03-29 ${stall}: sold is kept as 607, and a recount gives 600`,
    `shelf ${bread} 2026-03 ${stall}: sold is kept as 0, and a recount gives 2`,
  ])
})

it('makes them anew where they were made for another zone, or before there were any', async () => {
  const { store, a } = openBooks()
  for (const wall of ['2026-03-29T23:30:00', '2026-03-30T00:30:00'])
    a.note('order.place', wall, orderOf([{ productId: bread, quantity: 1, price: 300 }]), 3)
  await a.send()
  const days = () => store.sales.byDay({ from: '2026-01-01', to: '2026-12-31', locationId: null })
  expect(days().map(({ key }) => key)).toEqual(['2026-03-29', '2026-03-30'])
  const business = store.rows.one('business', 'business')
  if (!business) throw new Error('there is no business')
  store.revise(0, (rev) => store.rows.put('business', { ...business, zone: 'Asia/Tokyo' }, rev))
  a.note('order.place', '2026-03-30T00:40:00', orderOf([{ productId: bread, quantity: 1, price: 300 }]), 3)
  await a.send()
  expect(days().map(({ key, orders }) => [key, orders])).toEqual([['2026-03-30', 3]])
  expect(differences(store)).toEqual([])
})

function differences(store: Store): string[] {
  const empty = openStore(':memory:')
  try {
    return recount(store, empty)
  } finally {
    empty.close()
  }
}

async function live(a: BookTablet, b: BookTablet, deeds: readonly Deed[]): Promise<void> {
  const orders: { id: string; order: ReturnType<typeof orderOf>; back: number[] }[] = []
  for (const { what, time: wall, isOnB, patience } of deeds) {
    const tablet = isOnB ? b : a
    if (what.kind === 'sale') {
      const { lines, taxIncluded, percent, payment, place: locationId, knowsCost } = what
      const sold = lines.map(({ cost, ...line }) => (knowsCost ? { ...line, cost } : line))
      const order = orderOf(sold, { taxIncluded, percent, kind: payment, locationId })
      orders.push({ id: tablet.note('order.place', wall, { ...order }, 3), order, back: lines.map(() => 0) })
    } else if ('which' in what) {
      const known = orders[what.which % Math.max(1, orders.length)]
      if (known) come(tablet, wall, what, known)
    } else {
      const line = { productId: what.productId, quantity: what.quantity }
      const toLocationId = what.place === stall ? van : stall
      if (what.kind === 'count')
        tablet.note('stock.count', wall, { locationId: what.place, lines: [{ ...line, expected: 3 }] })
      else
        tablet.note('stock.move', wall, {
          ...{ locationId: what.place, reason: what.reason, lines: [line] },
          ...(what.reason === 'transfer' ? { toLocationId } : {}),
        })
    }
    if (patience === 1) await tablet.send()
  }
  await b.send()
  await a.send()
}

function come(
  tablet: BookTablet,
  wall: string,
  what: Extract<Deed['what'], { which: number }>,
  { id, order, back }: { id: string; order: ReturnType<typeof orderOf>; back: number[] },
): void {
  const { number, currency, taxIncluded, total } = order
  const about = { orderId: id, number, locationId: what.place }
  if (what.kind === 'cancel')
    tablet.note('order.setStatus', wall, { orderId: id, status: 'cancelled', restock: what.restock })
  if (what.kind === 'pay')
    tablet.note('order.pay', wall, { ...about, payments: [{ kind: 'card', amount: what.quantity * 10 }] })
  if (what.kind !== 'refund') return
  const at = what.line % order.lines.length
  const line = order.lines[at]
  if (!line) return
  const amount = worthOf(line, back[at] ?? 0, what.quantity)
  back[at] = (back[at] ?? 0) + what.quantity
  const { productId, name, taxRate } = line
  const lines = [{ line: at, productId, name, quantity: what.quantity, amount, taxRate, goods: what.goods }]
  const { taxes, value } = taxesOf(lines, [], taxIncluded)
  const payments = [{ kind: 'cash', amount: Math.min(value, total) }]
  tablet.note('order.refund', wall, { ...about, currency, lines, taxes, value, payments })
}

/** As reports read them: whole months, less or more days. */
function soldIn({ sales }: Store, span: (typeof spans)[number]) {
  return dimensions.map((dimension) =>
    Object.fromEntries(
      sales.byKey(dimension, span).flatMap(({ key, ...sums }) => (isNothing(sums) ? [] : [[key, sums]])),
    ),
  )
}

function soldByDays({ sales }: Store, span: (typeof spans)[number]) {
  const cells = [...sales.every('day')].filter((cell) => isWithin(cell, span))
  return dimensions.map((dimension) => {
    const sums = new Map<string, Sums>()
    for (const cell of cells.filter((one) => one.dimension === dimension)) {
      const sum = sums.get(cell.key) ?? { ...noSums }
      addSums(sum, cell.sums)
      sums.set(cell.key, sum)
    }
    return Object.fromEntries([...sums].filter(([, sum]) => !isNothing(sum)))
  })
}

function shelvesIn({ shelfDays }: Store, span: (typeof spans)[number]) {
  const figures = shelfDays
    .figures(span)
    .filter(({ productId: _, ...sums }) => Object.values(sums).some(Boolean))
  return Object.fromEntries(figures.map(({ productId, ...sums }) => [productId, sums]))
}

/** One evening after another. */
function shelvesByDays({ shelfDays }: Store, span: (typeof spans)[number]) {
  const cells = [...shelfDays.every('day')].filter((cell) => isWithin(cell, { ...span, from: '', to: '~' }))
  const goods = Map.groupBy(cells, ({ productId }) => productId)
  const told = [...goods].map(([id, some]) => {
    const net = (upTo: string) => sum(some.filter(({ day }) => day <= upTo).map(({ sums }) => netOf(sums)))
    const within = some.filter((cell) => isWithin(cell, span))
    const of = (measure: keyof ShelfSums) => sum(within.map(({ sums }) => sums[measure]))
    const evenings = daysOf(span.from, span.to).map(net)
    const before =
      net(span.from) - sum(some.filter(({ day }) => day === span.from).map(({ sums }) => netOf(sums)))
    return [
      id,
      {
        ...{
          received: of('received'),
          transferred: of('transferred'),
          sold: of('sold'),
          wasted: of('wasted'),
        },
        ...{ samples: of('samples'), corrected: of('corrected'), found: of('found') },
        ...{ level: net('~'), before, evenings: sum(evenings) },
      },
    ] as const
  })
  return Object.fromEntries(told.filter(([, sums]) => Object.values(sums).some(Boolean)))
}

function isWithin(
  { day, locationId }: { day: string; locationId: string },
  span: (typeof spans)[number],
): boolean {
  return span.from <= day && day <= span.to && (span.locationId ?? locationId) === locationId
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let on = from; on <= to; on = dayAfter(on)) days.push(on)
  return days
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function levelsOf({ rows }: Store): Record<string, number> {
  return Object.fromEntries(rows.all('level').map(({ id, quantity: lies }) => [id, lies]))
}

function levelsByDays({ shelfDays, rows }: Store): Record<string, number> {
  const sums = Object.fromEntries(rows.all('level').map(({ id }) => [id, 0]))
  for (const { productId, locationId, sums: day } of shelfDays.every('day')) {
    const id = `${productId}@${locationId}`
    sums[id] = (sums[id] ?? 0) + netOf(day)
  }
  return sums
}
