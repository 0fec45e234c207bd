import type { Status } from './order.ts'
import type { Row, Table } from './rows.ts'
import { tables } from './tables.ts'

/** Which orders and stock book a device takes: those of one place, or of all (null). */
export interface Scope {
  locationId: string | null
}

/** A scope, and the instant from which on it takes what ages: its window. */
export interface View extends Scope {
  since: number
}

/** Where a row belongs (null: nowhere in particular, so everyone takes it), and from when it ages; `ageless`: not yet. */
export interface Berth {
  locationId: string | null
  at: number
}

type BerthOf<T extends Table> = (row: Row<T>) => Berth

/** `everywhere`: every device takes all of it. `order`: goes wherever its order goes. Else: belongs to a place, and ages. */
type Reaches = { [T in Table]: 'everywhere' | 'order' | BerthOf<T> }

/** How far each table's rows reach. A new table is one line here. */
const reaches: Reaches = {
  business: 'everywhere',
  person: 'everywhere',
  device: 'everywhere',
  location: 'everywhere',
  product: 'everywhere',
  level: 'everywhere',
  // A year longer than what happened on it, since next year's is planned after it.
  allotment: ({ locationId }) => ({ locationId, at: ageless }),
  marketDay: ({ on }) => ({ locationId: null, at: endOfYearAfter(on) }),
  tillSession: ({ closings }) => ({
    locationId: null,
    at: closings.length > 0 ? Math.max(...closings.map(({ at }) => at)) : ageless,
  }),
  cashMove: ({ at }) => ({ locationId: null, at }),
  order: ({ locationId, status, placedAt, statusAt }) => ({
    locationId,
    at: isOpen(status) ? ageless : Math.max(placedAt, statusAt),
  }),
  status: 'order',
  paid: 'order',
  refund: 'order',
  exception: ({ resolved }) => ({ locationId: nobodys, at: resolved?.at ?? ageless }),
  movement: ({ locationId, at }) => ({ locationId, at }),
  count: ({ locationId, at }) => ({ locationId, at }),
}

/** No place is this one: only who sees all places takes what belongs here. */
const nobodys = ''
export const ageless = Number.MAX_SAFE_INTEGER

const aDay = 86_400_000
const endOfYearAfter = (on: string) => Date.parse(`${on}T00:00:00Z`) + 366 * aDay
const daysKept = 30

/** Tables that everyone takes whole: with them a tablet can sell. */
export const sharedTables = tables.filter((table) => reaches[table] === 'everywhere')
/** Tables whose rows belong to a place and age, in the order in which a new tablet wants them. */
export const placedTables = tables.filter((table) => typeof reaches[table] === 'function')
/** Tables whose rows name an order in `orderId` and go with it. */
export const orderTables = tables.filter((table) => reaches[table] === 'order')

export function berthOf<T extends Table>(table: T, row: Row<T>): Berth | null {
  const reach: Reaches[T] = reaches[table]
  return typeof reach === 'function' ? reach(row) : null
}

/**
 * Thirty days and what is left of the day before them, by the server's clock: whole days, so that tablets that ask
 * at different times of a day ask for the same.
 */
export function windowStart(now: number): number {
  return Math.max(0, Math.floor((now - daysKept * aDay) / aDay) * aDay)
}

/** Whether a device takes a row; `hasOrder` says whether it takes the order of that id. */
export function isTaken<T extends Table>(
  table: T,
  row: Row<T>,
  { locationId, since }: View,
  hasOrder: (orderId: string) => boolean,
): boolean {
  if (reaches[table] === 'order') return 'orderId' in row && hasOrder(row.orderId ?? '')
  const berth = berthOf(table, row)
  if (!berth) return true
  const isHere = locationId === null || berth.locationId === null || locationId === berth.locationId
  return isHere && berth.at >= since
}

/** Stands in a cursor for what was to be taken in: another scope, or another shape of rows, begins anew. */
export function nameOf({ locationId }: Scope, shape: string): string {
  return `${locationId ?? 'all'} ${shape}`
}

export function scopeNamed(name: string): Scope {
  const [place = ''] = name.split(' ')
  return { locationId: place === 'all' ? null : place }
}

function isOpen(status: Status): boolean {
  return status === 'processing' || status === 'ready'
}
