import { Dexie } from 'dexie'
import type { Allotment } from '#shared/allotment.ts'
import type { Business, Device, Exception, Level, Location, Order, Person, Product } from '#shared/rows.ts'
import { scopeNamed, sharedTables } from '#shared/scope.ts'
import type { Database } from './db.ts'

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

/** What one tablet has been given, wherever. */
export function allotmentsOf(db: Database, deviceId: string): Promise<Allotment[]> {
  return db.allotment.where('deviceId').equals(deviceId).toArray()
}

export async function orderById(db: Database, id: string): Promise<Order | null> {
  return (await db.order.get(id)) ?? null
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
