import { Dexie } from 'dexie'
import type { Allotment } from '#shared/allotment.ts'
import type {
  Business,
  Count,
  Device,
  Exception,
  Level,
  Location,
  Movement,
  Order,
  Paid,
  Person,
  Product,
  Refund,
  StatusStep,
} from '#shared/rows.ts'
import { scopeNamed, sharedTables } from '#shared/scope.ts'
import type { CommandName } from '#shared/command.ts'
import type { Database, Entry, EntryState } from './db.ts'

export async function business(db: Database): Promise<Business | null> {
  return (await db.business.get('business')) ?? null
}

export function products(db: Database): Promise<Product[]> {
  return db.product.toArray()
}

export async function productById(db: Database, id: string): Promise<Product | null> {
  return (await db.product.get(id)) ?? null
}

export function locations(db: Database): Promise<Location[]> {
  return db.location.toArray()
}

export function devices(db: Database): Promise<Device[]> {
  return db.device.toArray()
}

export function people(db: Database): Promise<Person[]> {
  return db.person.toArray()
}

/** Names of products, as far as they are known here. */
export async function productNames(db: Database, ids: readonly string[]): Promise<string[]> {
  return (await db.product.bulkGet([...ids])).flatMap((product) => product?.name ?? [])
}

export function exceptions(db: Database): Promise<Exception[]> {
  return db.exception.toArray()
}

/** How many exceptions nobody has looked at. */
export function openExceptions(db: Database): Promise<number> {
  return db.exception.filter(({ about, resolved }) => about !== undefined && !resolved).count()
}

export function levelsOf(db: Database, locationId: string): Promise<Level[]> {
  return db.level.where('locationId').equals(locationId).toArray()
}

/** Levels at a location by product. */
export async function levelsAt(db: Database, locationId: string): Promise<Map<string, Level>> {
  const levels = await levelsOf(db, locationId)
  return new Map(levels.map((level) => [level.productId, level]))
}

/** What lies of a product at any place. */
export function levelsOfProduct(db: Database, productId: string): Promise<Level[]> {
  // A level's id is its product's, "@" and its place's; "A" comes right after "@".
  return db.level.where('id').between(`${productId}@`, `${productId}A`).toArray()
}

/** What one tablet has been given, wherever. */
export function allotmentsOf(db: Database, deviceId: string): Promise<Allotment[]> {
  return db.allotment.where('deviceId').equals(deviceId).toArray()
}

/** What the tablets of a place have been given. */
export function allotmentsAt(db: Database, locationId: string): Promise<Allotment[]> {
  return db.allotment.where('locationId').equals(locationId).toArray()
}

export function allLevels(db: Database): Promise<Level[]> {
  return db.level.toArray()
}

/** The newest orders first, placed before `before` (epoch ms) where it is given. */
export function recentOrders(db: Database, limit: number, before?: number): Promise<Order[]> {
  const orders =
    before === undefined ? db.order.orderBy('placedAt') : db.order.where('placedAt').below(before)
  return orders.reverse().limit(limit).toArray()
}

/** Orders in one status, at most `limit`. */
export function ordersIn(db: Database, status: Order['status'], limit: number): Promise<Order[]> {
  return db.order.where('status').equals(status).limit(limit).toArray()
}

export async function orderById(db: Database, id: string): Promise<Order | null> {
  return (await db.order.get(id)) ?? null
}

/** The steps of an order, the earliest first. */
export function stepsOf(db: Database, orderId: string): Promise<StatusStep[]> {
  return db.status.where('orderId').equals(orderId).sortBy('at')
}

/** Money that came in for an order after it was placed, the oldest first. */
export function paidOf(db: Database, orderId: string): Promise<Paid[]> {
  return db.paid.where('orderId').equals(orderId).sortBy('at')
}

/** What of an order went back, the oldest first. */
export function refundsOf(db: Database, orderId: string): Promise<Refund[]> {
  return db.refund.where('orderId').equals(orderId).sortBy('at')
}

/** The latest movements of a product at a location, newest first. */
export function movementsOf(
  db: Database,
  productId: string,
  locationId: string,
  limit: number,
): Promise<Movement[]> {
  return db.movement
    .where('[productId+locationId+at]')
    .between([productId, locationId, Dexie.minKey], [productId, locationId, Dexie.maxKey])
    .reverse()
    .limit(limit)
    .toArray()
}

/** The latest counts of a product at a location, newest first. */
export function countsOf(
  db: Database,
  productId: string,
  locationId: string,
  limit: number,
): Promise<Count[]> {
  return db.count
    .where('[productId+locationId+at]')
    .between([productId, locationId, Dexie.minKey], [productId, locationId, Dexie.maxKey])
    .reverse()
    .limit(limit)
    .toArray()
}

/** How much of the server's rows a new tablet has: not enough to sell, all that selling takes, or everything. */
export type Filling = 'empty' | 'sellable' | 'whole'

export async function fillingOf(db: Database): Promise<Filling> {
  const { cursor } = await db.read('cursor')
  if (!cursor) return 'empty'
  if (!cursor.place) return 'whole'
  return sharedTables.includes(cursor.place.table) ? 'empty' : 'sellable'
}

/** Whether this tablet takes the orders and stock book of a place. */
export async function hasBookOf(db: Database, locationId: string): Promise<boolean> {
  const { cursor } = await db.read('cursor')
  const scope = cursor && scopeNamed(cursor.scope)
  return !scope || scope.locationId === null || scope.locationId === locationId
}

export interface Waiting {
  orders: number
  /** Minor units, of those orders. */
  amount: number
  others: number
  oldestAt: number | null
}

/** What has no outcome yet. Reads index keys only, so that a week offline costs no more than an hour. */
export async function waiting(db: Database): Promise<Waiting> {
  const keys = await db.entries
    .where('[state+name+amount]')
    .between(['waiting', Dexie.minKey, Dexie.minKey], ['waiting', Dexie.maxKey, Dexie.maxKey])
    .keys()
  const amounts = keys.flatMap((key) =>
    Array.isArray(key) && String(key[1]) === 'order.place' ? [Number(key[2])] : [],
  )
  const oldest = await db.entries.where('state').equals('waiting').first()
  return {
    orders: amounts.length,
    amount: amounts.reduce((sum, amount) => sum + amount, 0),
    others: keys.length - amounts.length,
    oldestAt: oldest?.madeAt ?? null,
  }
}

export function entriesWith(db: Database, state: EntryState, limit = 200): Promise<Entry[]> {
  return db.entries.where('state').equals(state).reverse().limit(limit).toArray()
}

/** How many commands of this name wait. */
export function waitingNamed(db: Database, name: CommandName): Promise<number> {
  return inState(db, 'waiting', name).count()
}

/** Commands of this name that wait. Whatever else waits is not read, however large it is. */
export function entriesNamed(db: Database, name: CommandName): Promise<Entry[]> {
  return inState(db, 'waiting', name).toArray()
}

function inState(db: Database, state: EntryState, name: CommandName) {
  return db.entries
    .where('[state+name+amount]')
    .between([state, name, Dexie.minKey], [state, name, Dexie.maxKey])
}

/** The journal's entry for a command or an order, whose ids are one. */
export async function entryOf(db: Database, id: string): Promise<Entry | null> {
  return (await db.entries.where('id').equals(id).first()) ?? null
}

/** Ids of the orders that wait here. */
export async function waitingOrderIds(db: Database): Promise<Set<string>> {
  const waiting = await db.entries.where('state').equals('waiting').toArray()
  return new Set(waiting.flatMap((entry) => (entry.name === 'order.place' ? [entry.id] : [])))
}
