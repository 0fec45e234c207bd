import { may, type Role } from '#shared/role.ts'
import { readGrant } from '#shared/api.ts'
import type { Prepared } from '#shared/define.ts'
import type { Table } from '#shared/rows.ts'
import { type BaseCopy, baseCopy, type Database, keyOf, partsOf, type RowKey } from './db.ts'
import { fill, grouped, Ledger, lookedAt } from './ledger.ts'

/** Who is at which till, and where its journal ends. */
export type Here = Awaited<ReturnType<typeof readHere>>

/** A till that somebody is at. */
export type Place = { ok: true } & Pick<Here, 'clock' | 'cursor' | 'sealKey' | 'shift' | 'turn'> & {
    [K in 'device' | 'head' | 'person']-?: NonNullable<Here[K]>
  }

export function placeIn(here: Here): Place | { ok: false; code: 'not-enrolled' | 'nobody-here' } {
  const { device, head, person } = here
  if (!device || !head) return { ok: false, code: 'not-enrolled' }
  if (!person) return { ok: false, code: 'nobody-here' }
  return { ...here, ok: true, device, head, person }
}

/** What a tap finds before it writes: who and where, and every row that its rule asks for. */
export interface Sight {
  here: Here
  ledger: Ledger
  asked: ReadonlySet<RowKey>
  /** The server's versions of those rows: to be kept, kept already, or not known without another look. */
  found: ReadonlyMap<RowKey, BaseCopy | 'kept' | undefined>
  isAllowed: boolean
}

const nothing: ReadonlySet<RowKey> = new Set()

export function readHere(db: Database) {
  return db.read('device', 'shift', 'person', 'sealKey', 'head', 'clock', 'cursor', 'turn')
}

/** Two trips to the database, and a third where what it found asks for more. */
export async function see(db: Database, here: Here, role: Role, prepared: Prepared): Promise<Sight> {
  const ledger = new Ledger()
  const first = lookedAt(prepared.needs(ledger)).filter(mayBePending)
  const [isAllowed, copies] = await Promise.all([
    isPermitted(db, role, prepared),
    db.base.bulkGet(first),
    fill(db, [prepared], ledger, nothing),
  ])
  const asked = new Set(lookedAt(prepared.needs(ledger)))
  const later = [...asked].filter((key) => mayBePending(key) && !first.includes(key))
  if (later.length > 0) copies.push(...(await db.base.bulkGet(later)))
  const kept = new Set(copies.map((copy) => copy?.key))
  const found = [...first, ...later].map(
    (key) => [key, kept.has(key) ? 'kept' : foundIn(ledger, key)] as const,
  )
  return { here, ledger, asked, found: new Map(found), isAllowed }
}

/** The server's versions of these rows as they are kept, else as they stand. */
export async function readVersions(db: Database, keys: readonly RowKey[]): Promise<BaseCopy[]> {
  const copies = await db.base.bulkGet([...keys])
  const missing = keys.filter((_, index) => !copies[index])
  const rows = await Promise.all(
    [...grouped(missing)].map(async ([table, ids]) =>
      (await db.rows(table).bulkGet(ids)).map((row, index) =>
        baseCopy(keyOf(table, ids[index] ?? ''), row ?? null),
      ),
    ),
  )
  return rows.flat()
}

/** Whether the role allows it, or that of someone who has been on this till and stood by. */
async function isPermitted(db: Database, role: Role, { permission, approval }: Prepared): Promise<boolean> {
  if (may(role, permission)) return true
  if (!approval) return false
  const token = (await db.grants.get(approval.grant))?.token
  const grant = token === undefined ? undefined : readGrant(token)?.grant
  if (!grant || grant.person !== approval.by) return false
  return may(grant.role, 'order.approve') && may(grant.role, permission)
}

/** Only requests write these, now and then: whether something pending has is asked when one does. */
const rarelyWritten: ReadonlySet<Table> = new Set(['business', 'person', 'device', 'location', 'product'])

function mayBePending(key: RowKey): boolean {
  return !rarelyWritten.has(partsOf(key)[0])
}

/** What a rule found before it wrote: a row that nothing pending has written is the server's. */
function foundIn(ledger: Ledger, key: RowKey): BaseCopy | undefined {
  return ledger.has(...partsOf(key)) ? baseCopy(key, ledger.read(key) ?? null) : undefined
}
