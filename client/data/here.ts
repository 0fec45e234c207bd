import type { Grant } from '#shared/api.ts'
import type { Role } from '#shared/role.ts'
import type { Device, TillSession } from '#shared/rows.ts'
import type { Database } from './db.ts'
import { takeTurn } from './turn.ts'

/** Someone who has a PIN on this tablet. */
export interface Known {
  person: string
  name: string
  role: Role
  /** Too many wrong tries: only user name and password help, and a connection. */
  isLocked: boolean
}

export const mostMisses = 10

/** This device's own row: as it was last synced, else as it was when the device was enrolled. */
export async function deviceHere(db: Database): Promise<Device | null> {
  const { device } = await db.read('device')
  return device ? ((await db.device.get(device.id)) ?? device) : null
}

export async function personHere(db: Database): Promise<Grant | null> {
  return (await db.read('person')).person ?? null
}

/** Takes whoever is on the till off it, and what they seal with. */
export async function leave(db: Database): Promise<void> {
  await db.write([db.meta, db.turns], async (db) => {
    await takeTurn(db)
    await db.forget('person', 'sealKey')
  })
}

/** Since when this tablet is shut out and empty, epoch ms; null where it is not. */
export async function shutOutHere(db: Database): Promise<number | null> {
  return (await db.read('shutOut')).shutOut?.at ?? null
}

/** The till session that this tablet sells into; null where it uses none, or whoever closed it has told us so. */
export async function drawerHere(db: Database): Promise<TillSession | null> {
  const { drawer } = await db.read('drawer')
  const session = drawer === undefined ? undefined : await db.tillSession.get(drawer)
  return session && session.closings.length === 0 ? session : null
}

/** Everyone with a PIN here who may still work, by name. */
export async function knownHere(db: Database): Promise<Known[]> {
  const pins = await db.pins.toArray()
  const people = await db.person.bulkGet(pins.map(({ person }) => person))
  return pins
    .flatMap(({ person, grant, misses }, index) => {
      const { name, role, active } = people[index] ?? { ...grant, active: true }
      return active ? [{ person, name, role, isLocked: misses >= mostMisses }] : []
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}
