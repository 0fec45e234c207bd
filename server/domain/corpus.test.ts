import { readdirSync, readFileSync } from 'node:fs'
import { commands, prepare } from '#shared/command.ts'
import { decide, missing } from '#shared/decide.ts'
import { Draft } from '#shared/draft.ts'
import { chainStart, Envelope, hashOf } from '#shared/envelope.ts'
import { Rows } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import * as v from 'valibot'
import { expect, it, test } from 'vitest'

/* Every command that was ever released, as it was sealed then. A file in the corpus is never edited. */

const folder = new URL('../../shared/corpus/', import.meta.url)
const files = readdirSync(folder)
const Kept = v.strictObject({
  given: Rows,
  command: Envelope,
  decision: v.unknown(),
  written: Rows,
})

test('It has a command of each name and version', () => {
  const all = Object.values(commands).flatMap(({ name, v: newest }) =>
    Array.from({ length: newest }, (_, index) => `${name}.${index + 1}.json`),
  )
  expect([...files].sort()).toEqual(all.sort())
})

it.each(files)('It reads %s, finds it unharmed and writes at least what it has always written', (file) => {
  const kept = v.parse(Kept, JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  expect(hashOf(kept.command, chainStart)).toBe(kept.command.hash)
  const readiness = prepare(kept.command)
  if (!readiness.ok) throw new Error(readiness.code)
  const draft = draftOf(kept.given)
  for (;;) {
    const more = missing([readiness.prepared], draft, false)
    if (!more) break
    for (const [table, id] of more.rows) draft.load(table, id, undefined)
  }
  expect(decide(readiness.prepared, draft)).toEqual(kept.decision)
  const written = new Map<Table, Row[]>()
  draft.eachWrite((table, row) => written.set(table, [...(written.get(table) ?? []), row]))
  // A newer rule may say more in a row, such as which tablet it was; never less, nor anything else.
  expect(Object.fromEntries(written)).toMatchObject(kept.written)
  expect([...written.keys()].sort()).toEqual(Object.keys(kept.written).sort())
})

function draftOf(rows: Rows): Draft {
  const draft = new Draft()
  for (const table of tables) loadAll(draft, table, rows[table] ?? [])
  for (const movement of rows.movement ?? []) draft.loadMovement(movement)
  for (const row of rows.status ?? []) draft.loadHistory('status', row)
  for (const row of rows.paid ?? []) draft.loadHistory('paid', row)
  for (const row of rows.refund ?? []) draft.loadHistory('refund', row)
  return draft
}

function loadAll<T extends Table>(draft: Draft, table: T, rows: readonly Row<T>[]): void {
  for (const row of rows) draft.load(table, row.id, row)
}
