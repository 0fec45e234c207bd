import { Dexie } from 'dexie'
import { type Allotment, freeOf } from '#shared/allotment.ts'
import { type Shared, type Wish, wishOf } from '#shared/sharing.ts'
import type { Device } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { readClock } from './clock.ts'
import type { Database } from './db.ts'
import { recordAll } from './journal.ts'
import type { Outside } from './outside.ts'
import { allotmentsAt } from './stockQueries.ts'
import { allotmentsOf } from './queries.ts'
import type { Tap } from './tap.ts'

/** Looks after what this tablet may sell of scarce stock without seeing the others. */
export interface Allotments {
  /** Asks, takes and gives back, where that is called for. True where something was recorded. */
  tend(): Promise<boolean>
  close(): void
}

const wordFor = {
  take: 'allotment.take',
  ask: 'allotment.ask',
  giveBack: 'allotment.giveBack',
} as const satisfies Record<Wish['kind'], string>

export function openAllotments(db: Database, outside: Outside): Allotments {
  const products = `idb://${db.name}/product/`
  let scarce: Promise<string[]> | null = null
  // There may be tens of thousands of products, and few are scarce: looked for again only after one was written.
  const forget = (parts: object) => {
    if (products in parts) scarce = null
  }
  Dexie.on('storagemutated').subscribe(forget)

  async function tend(): Promise<boolean> {
    const { device, person } = await db.read('device', 'person')
    if (!device || !person) return false
    const [ids, own] = await Promise.all([(scarce ??= scarceProducts(db)), allotmentsOf(db, device.id)])
    if (ids.length === 0 && own.length === 0) return false
    const here = await wishesHere(db, outside, device, ids)
    const taps: Tap[] = [...here, ...leftBehind(own, device, ids)]
    if (taps.length === 0) return false
    return (await recordAll(db, outside, taps)).ok
  }

  return { tend, close: () => Dexie.on('storagemutated').unsubscribe(forget) }
}

async function scarceProducts(db: Database): Promise<string[]> {
  return db.product.filter(({ scarce, active }) => scarce === true && active).primaryKeys()
}

async function wishesHere(
  db: Database,
  outside: Outside,
  { id, locationId }: Device,
  products: readonly string[],
): Promise<Tap[]> {
  if (products.length === 0) return []
  const [{ clock }, devices, rows, levels] = await Promise.all([
    db.read('clock'),
    db.device.toArray(),
    allotmentsAt(db, locationId),
    db.level.bulkGet(products.map((productId) => levelId(productId, locationId))),
  ])
  const at = outside.now() + readClock(clock, outside).offset
  const tablets = devices.filter((one) => one.active && one.locationId === locationId).map((one) => one.id)
  return products.flatMap((productId, index): Tap[] => {
    const allotments = rows.filter((row) => row.productId === productId)
    const shared: Shared = { level: levels[index]?.quantity ?? 0, tablets, allotments, at }
    const own = allotments.find(({ deviceId }) => deviceId === id)
    const wish = wishOf(shared, own, id)
    if (!wish) return []
    const { kind, ...rest } = wish
    const whose = kind === 'take' ? { deviceId: id } : {}
    return [{ name: wordFor[kind], args: { productId, locationId, ...whose, ...rest } }]
  })
}

/** What it holds where it does not stand any more, or of what is not scarce any more, goes back. */
function leftBehind(own: readonly Allotment[], device: Device, scarce: readonly string[]): Tap[] {
  return own
    .filter((one) => one.locationId !== device.locationId || !scarce.includes(one.productId))
    .flatMap((one): Tap[] => {
      const { productId, locationId, deviceId, granted, taken } = one
      if (granted > taken)
        return [{ name: 'allotment.take', args: { productId, locationId, deviceId, granted } }]
      const quantity = freeOf(one)
      return quantity > 0 ? [{ name: 'allotment.giveBack', args: { productId, locationId, quantity } }] : []
    })
}
