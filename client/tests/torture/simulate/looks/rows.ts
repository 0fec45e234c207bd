import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { isEqual } from '../../../../data/equal.ts'
import type { Evening } from './evening.ts'
import type { Tablet } from '../cast.ts'
import { takenBy } from './oracle.ts'

/* Rows on tablets and on the server. */

export function nothingBehindReader({ world, memory }: Evening): string | null {
  const { database, revisions } = world.server.store()
  const found = new Map<string, number>()
  for (const table of tables)
    for (const { id, rev } of database
      .prepare<[], { id: string; rev: number }>(`SELECT id, rev FROM "${table}"`)
      .all())
      found.set(`${table} ${id}`, rev)
  const { reader } = memory
  memory.reader = { rev: revisions.head().rev, rows: found }
  if (!reader) return null
  for (const [key, rev] of found)
    if (rev <= reader.rev && reader.rows.get(key) !== rev)
      return `${key} has revision ${rev}, and a reader at ${reader.rev} had not seen it`
  return null
}

/** The server's rows in the tablet's scope: what changed since the last look, and now and then all of them and no other. */
export function rowsAreEqual({ world, here, isThorough, memory }: Evening): string | null {
  const { rows, database } = world.server.store()
  const after = isThorough ? 0 : memory.looked
  const changed = tables.map((table): [Table, Row[]] => {
    const found = database.prepare<[number], { body: string }>(
      `SELECT body FROM "${table}" WHERE rev > ? ORDER BY id`,
    )
    return [table, found.all(after).map(({ body }): Row => JSON.parse(body))]
  })
  for (const tablet of here) {
    const isTakenHere = takenBy(world, tablet.device)
    const harmed = new Set(
      world.harmed.filter((one) => one.tablet === tablet).map(({ table, id }) => `${table} ${id}`),
    )
    const isHarmed = (table: Table) => (id: string) => harmed.has(`${table} ${id}`)
    for (const [table, all] of changed) {
      const right = all.filter((row) => isTakenHere(table, row))
      const what = differenceIn(tablet, isHarmed(table), table, right, isThorough ? isTakenHere : null)
      if (what !== null) return what
    }
  }
  return rows.all('business').length === 1 ? null : 'the server has forgotten whose it is'
}

type IsTaken = (table: Table, row: Row) => boolean

/** `isTakenHere` where `right` is all there is: then a tablet must not have more of what it takes. */
function differenceIn(
  { storage, device }: Tablet,
  isHarmed: (id: string) => boolean,
  table: Table,
  right: Row[],
  isTakenHere: IsTaken | null,
): string | null {
  const rows: Row[] = storage.all(table)
  const found = new Map(rows.map((row) => [row.id, row]))
  const differing = right.find((row) => !isEqual(row, found.get(row.id)) && !isHarmed(row.id))
  if (differing)
    return `${table} ${differing.id} is ${JSON.stringify(found.get(differing.id))} on ${device}, and ${JSON.stringify(differing)} on the server`
  for (const { id } of right) found.delete(id)
  const more = isTakenHere && [...found.values()].find((row) => isTakenHere(table, row) && !isHarmed(row.id))
  return more ? `${device} has ${table} ${more.id}, and the server has not` : null
}

/**
 * A row that came to harm is as it should be again once six hours are over and the tablet has asked once more, which it
 * does at least twice a minute.
 */
export function harmIsMended({ world, here }: Evening): string | null {
  for (const harm of [...world.harmed]) {
    const { tablet, table, id, at } = harm
    if (!world.tablets.includes(tablet)) world.harmed.splice(world.harmed.indexOf(harm), 1)
    if (!here.includes(tablet) || world.now() < at + sixHours + aMinute) continue
    const row: Row | undefined = world.server.store().rows.one(table, id)
    const right = row && takenBy(world, tablet.device)(table, row) ? row : undefined
    const found = tablet.storage.all(table).find((one) => one.id === id)
    if (right && !isEqual(right, found))
      return `${table} ${id} came to harm on ${tablet.device} ${Math.round((world.now() - at) / 3_600_000)} hours ago and is ${JSON.stringify(found)}`
    world.harmed.splice(world.harmed.indexOf(harm), 1)
  }
  return null
}

const sixHours = 6 * 3_600_000
const aMinute = 60_000

export function nothingKept({ here }: Evening): string | null {
  for (const { storage, device } of here) {
    const copies = storage.all('base').length
    if (copies > 0) return `${device} keeps ${copies} server's versions for nothing`
  }
  return null
}
