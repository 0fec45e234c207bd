import { Draft } from '#shared/draft.ts'
import type { Count, Movement, Order } from '#shared/rows.ts'
import { addTrade, type Cells, type Trade } from '#shared/sales.ts'
import { addFound, addMovement, isBefore, type ShelfCells } from '#shared/shelfDays.ts'
import { isLater, type Stamp } from '#shared/stamp.ts'
import type { Store } from '../store/store.ts'

/*
 * Reports read sums that are kept by day and by month (`store/sales.ts`, `store/shelfDays.ts`). They change in the
 * transaction that changes the rows: for each order and shelf that it touches, what they meant so far goes out and what
 * they mean now comes in. So they are a function of the rows at every commit, whatever came late or twice.
 */

/** Raised when figures mean something else than before: they are then made anew. */
const version = 2

type Rooms = Pick<Store, 'rows' | 'meta' | 'sales' | 'shelfDays'>

/** Before a draft is saved. False where the figures were not those of this zone and version, and have to be made anew. */
export function noteFigures(store: Rooms, draft: Draft): boolean {
  const zone = zoneOf(store)
  if (zone === null || store.meta.get('figures') !== nameOf(zone)) return false
  noteSales(store, draft, zone)
  noteShelves(store, draft, zone)
  return true
}

/** Makes the figures anew where they are not those of this business's zone and of this version. Inside a write. */
export function makeFigures(store: Rooms): void {
  const zone = zoneOf(store)
  if (zone === null || store.meta.get('figures') === nameOf(zone)) return
  store.sales.clear()
  store.shelfDays.clear()
  makeSales(store, zone)
  makeShelves(store, zone)
  store.meta.set('figures', nameOf(zone))
}

function zoneOf({ rows }: Pick<Store, 'rows'>): string | null {
  return rows.one('business', 'business')?.zone ?? null
}

function nameOf(zone: string): string {
  return `${version} ${zone}`
}

function noteSales(store: Rooms, draft: Draft, zone: string): void {
  const ids = new Set(draft.written('order').map(({ id }) => id))
  for (const table of ['paid', 'refund'] as const)
    for (const { orderId } of draft.written(table)) ids.add(orderId)
  const cells: Cells = new Map()
  for (const id of ids) {
    const now = tradeIn(draft, id, draft.has('order', id) ? draft.get('order', id) : undefined)
    addTrade(cells, tradeBefore(store, id, now), zone, -1)
    addTrade(cells, now, zone)
  }
  store.sales.add(cells.values())
}

/** As it is stored. What the draft knows nothing of cannot have been there. */
function tradeBefore({ rows }: Rooms, id: string, now: Trade): Trade {
  const order = rows.one('order', id)
  if (now.paid.length === 0 && now.refunds.length === 0) return { order, paid: [], refunds: [] }
  const stored = new Draft()
  rows.load({ rows: [], movements: [], orders: [id] }, stored)
  return tradeIn(stored, id, order)
}

function tradeIn(draft: Draft, id: string, order: Order | undefined): Trade {
  return { order, paid: draft.historyOf('paid', id), refunds: draft.historyOf('refund', id) }
}

function noteShelves(store: Rooms, draft: Draft, zone: string): void {
  const cells: ShelfCells = new Map()
  const changes = new Map<string, Changes>()
  const of = ({ productId, locationId }: Movement | Count): Changes => {
    const name = `${productId}@${locationId}`
    let found = changes.get(name)
    if (!found) changes.set(name, (found = { productId, locationId, first: null, movements: [], counts: [] }))
    return found
  }
  for (const movement of draft.written('movement')) {
    const before = store.rows.one('movement', movement.id)
    if (before) addMovement(cells, before, zone, -1)
    addMovement(cells, movement, zone)
    const changed = of(movement)
    const { counted } = draft.get('level', `${movement.productId}@${movement.locationId}`) ?? {}
    changed.movements.push(movement)
    for (const form of [before, movement])
      if (form && isBefore(form, counted)) changed.first = earlier(changed.first, [form.at, form.id])
  }
  for (const count of draft.written('count')) {
    const changed = of(count)
    changed.counts.push(count)
    changed.first = earlier(changed.first, [count.at, count.id])
  }
  for (const changed of changes.values()) findAnew(store, cells, changed, zone)
  store.shelfDays.add(cells.values())
}

/** What a draft does to one shelf; `first` is the earliest of it that changes what counts find there. */
interface Changes {
  productId: string
  locationId: string
  first: Stamp | null
  movements: Movement[]
  counts: Count[]
}

/** From the last count before the first change on, what counts found goes out as it was and comes in as it is. */
function findAnew({ shelfDays }: Rooms, cells: ShelfCells, changed: Changes, zone: string): void {
  const { productId, locationId, first } = changed
  if (first === null) return
  const start = shelfDays.countBefore(productId, locationId, first)
  const from: Stamp = start ? [start.at, start.id] : [0, '']
  const base = start?.quantity ?? 0
  const counts = shelfDays.countsAfter(productId, locationId, from)
  const movements = shelfDays.movementsAfter(productId, locationId, from)
  addFound(cells, counts, movements, base, zone, -1)
  const isWithin = (row: Movement | Count) => isLater([row.at, row.id], from)
  addFound(
    cells,
    withNew(counts, changed.counts).filter(isWithin),
    withNew(movements, changed.movements).filter(isWithin),
    base,
    zone,
  )
}

function withNew<R extends { id: string }>(known: readonly R[], fresh: readonly R[]): R[] {
  return [...new Map([...known, ...fresh].map((row) => [row.id, row])).values()]
}

function earlier(a: Stamp | null, b: Stamp): Stamp {
  return a === null || isLater(a, b) ? b : a
}

const mostCells = 20_000

function makeSales({ rows, sales }: Rooms, zone: string): void {
  const paid = Map.groupBy(rows.all('paid'), ({ orderId }) => orderId)
  const refunds = Map.groupBy(rows.all('refund'), ({ orderId }) => orderId)
  let cells: Cells = new Map()
  const add = (id: string, order: Order | undefined) =>
    addTrade(cells, { order, paid: paid.get(id) ?? [], refunds: refunds.get(id) ?? [] }, zone)
  const orphans = new Set([...paid.keys(), ...refunds.keys()])
  for (const order of rows.every('order')) {
    add(order.id, order)
    orphans.delete(order.id)
    if (cells.size < mostCells) continue
    sales.add(cells.values())
    cells = new Map()
  }
  for (const id of orphans) add(id, undefined)
  sales.add(cells.values())
}

function makeShelves({ rows, shelfDays }: Rooms, zone: string): void {
  let cells: ShelfCells = new Map()
  for (const movement of rows.every('movement')) {
    addMovement(cells, movement, zone)
    if (cells.size < mostCells) continue
    shelfDays.add(cells.values())
    cells = new Map()
  }
  const shelves = Map.groupBy(rows.every('count'), (count) => `${count.productId}@${count.locationId}`)
  for (const counts of shelves.values()) {
    const [{ productId, locationId } = { productId: '', locationId: '' }] = counts
    addFound(cells, counts, shelfDays.movementsAfter(productId, locationId, [0, '']), 0, zone)
  }
  shelfDays.add(cells.values())
}
