import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import fc from 'fast-check'
import { readGrant } from '#shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import { sealOf } from '#shared/seal.ts'
import { arrive } from '../domain/arrive.ts'
import { openExchange } from '../domain/exchange.ts'
import { openGrants } from '../domain/grants.ts'
import { openNotary, sealAll } from '../domain/notary.ts'
import { openSeals } from '../domain/seals.ts'
import { openAudit } from '../store/audit.ts'
import { openStore, type Store } from '../store/store.ts'
import { idOf, morag, now, order, stall, tabletA, tabletB } from '../tests/sealing.ts'
import { reportOf } from './verify.ts'
import { verifyAll } from './verifyAll.ts'

/* Somebody has the database's file and a good editor, and not the key that lies beside it. */

const key = randomBytes(32)
let folder = ''
let file = ''
let whole: Buffer = Buffer.alloc(0)
let copies = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'awning-verify-'))
  file = join(folder, 'awning.db')
  const store = openStore(file)
  setUp(store)
  const exchange = openExchange(store, () => now, openNotary(key))
  for (const [device, letter] of [
    [tabletA, 'A'],
    [tabletB, 'B'],
  ] as const)
    await sell(store, exchange, device, letter, 6)
  store.close()
  whole = read()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function setUp(store: Store): void {
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    for (const [id, letter] of [
      [tabletA, 'A'],
      [tabletB, 'B'],
    ] as const)
      store.rows.put('device', { id, letter, name: letter, locationId: stall, active: true }, rev)
  })
}

async function sell(
  store: Store,
  exchange: ReturnType<typeof openExchange>,
  device: string,
  letter: string,
  size: number,
): Promise<void> {
  const outside = { now: () => now, newId: () => idOf(Math.floor(Math.random() * 1e9)), random: randomBytes }
  const grants = openGrants(store, { ...outside, seals: openSeals(key) })
  const given = grants.issue({ id: morag, name: 'Morag', role: 'manager', active: true }, device)
  const grant = readGrant(given.grant)?.grant.id ?? ''
  let hash = store.journal.last(device)?.hash ?? chainStart
  const first = (store.journal.last(device)?.seq ?? 0) + 1
  const commands = Array.from({ length: size }, (_, index): Envelope => {
    const seq = first + index
    const number = `${letter}-${String(seq).padStart(4, '0')}`
    const unsealed = {
      ...{ id: outside.newId(), device, seq, name: 'order.place', v: 1, args: { ...order(letter), number } },
      ...{ actor: morag, grant, at: now + seq, offset: 0, uncertainty: 0, zone: 'UTC', base: 0 },
    }
    hash = hashOf(unsealed, hash)
    return { ...unsealed, hash, seal: sealOf(Buffer.from(given.sealKey, 'base64'), { ...unsealed, hash }) }
  })
  const request = { device, first, commands, grants: [given.grant] }
  await exchange.push(device, arrive(request, grants, { receivedAt: now }))
}

function read(): Buffer {
  const database = new SQLite(file, { readonly: true })
  const bytes = database.serialize()
  database.close()
  return bytes
}

/** A copy in which `edit` was made. */
function copyWith(edit: (database: SQLite.Database) => void): string {
  const path = join(folder, `copy-${(copies += 1)}.db`)
  writeFileSync(path, whole)
  const database = new SQLite(path)
  edit(database)
  database.close()
  return path
}

/** What is said of a copy in which `edit` was made. */
async function said(edit: (database: SQLite.Database) => void, with_ = key): Promise<string> {
  const path = copyWith(edit)
  const audit = openAudit(path)
  if (!audit) throw new Error('it is of this version')
  try {
    return reportOf(await verifyAll(audit, path, with_, 1))
  } finally {
    audit.close()
  }
}

const at = `device = '${tabletB}' AND seq = 3`

describe('a database', () => {
  it('is as it was taken in', async () => {
    expect(await said(() => undefined)).toBe(
      'Looked at 12 commands of 2 tablets: 12 seals of whoever did them, 12 orders against their rows.\nAll of it is as it was taken in.',
    )
  })

  it.each<[what: string, edit: string, named: string]>([
    [
      'whose command says something else',
      `UPDATE command SET raw = replace(raw, '320', '220') WHERE ${at}`,
      'tablet B, command 3 (B-0003): what it says was changed, or what stood before it',
    ],
    [
      'whose command became something else',
      `UPDATE command SET outcome = replace(outcome, 'flagged', 'rejected') WHERE ${at}`,
      'tablet B, command 3 (B-0003): its seal, or what became of it, was changed',
    ],
    [
      'whose command came at another time',
      `UPDATE command SET received_at = received_at - 1 WHERE ${at}`,
      'tablet B, command 3 (B-0003): its seal, or what became of it, was changed',
    ],
    [
      'whose command has lost its tablet’s seal',
      `UPDATE command SET raw = json_remove(raw, '$.seal') WHERE ${at}`,
      'tablet B, command 3 (B-0003): its seal, or what became of it, was changed',
    ],
    [
      'whose command has lost the server’s seal',
      `UPDATE command SET seal = NULL WHERE ${at}`,
      'tablet B, command 3 (B-0003): it has no seal of this server',
    ],
    [
      'that misses a command',
      `DELETE FROM command WHERE ${at}`,
      'tablet B, command 4 (B-0004): the command before it is missing',
    ],
    [
      'that misses the last commands of a tablet',
      `DELETE FROM command WHERE device = '${tabletB}' AND seq > 4`,
      'tablet B, command 5: the last 2 commands are missing',
    ],
    [
      'that misses them, and says that there were no more',
      `DELETE FROM command WHERE device = '${tabletB}' AND seq > 4; UPDATE journal_end SET seq = 4 WHERE device = '${tabletB}'`,
      'tablet B, command 4: the end of the journal was changed',
    ],
    [
      'that misses a tablet’s whole journal',
      `DELETE FROM command WHERE device = '${tabletB}'; DELETE FROM journal_end WHERE device = '${tabletB}';
       DELETE FROM "order" WHERE body LIKE '%"B-%'`,
      'a whole journal is missing, or how far they all go was changed',
    ],
    [
      'in which two commands have changed places',
      `UPDATE command SET seq = 100 WHERE ${at}; UPDATE command SET seq = 3 WHERE device = '${tabletB}' AND seq = 4;
       UPDATE command SET seq = 4 WHERE device = '${tabletB}' AND seq = 100`,
      'tablet B, command 3 (B-0004): another command stands in its place',
    ],
    [
      'in which another tablet’s command was put behind the last',
      `INSERT INTO command (device, seq, hash, links, raw, outcome, rev, received_at, seal)
       SELECT '${tabletB}', 7, hash, 0, raw, outcome, rev, received_at, seal FROM command WHERE device = '${tabletA}' AND seq = 6`,
      'tablet B, command 7 (A-0006): its seal, or what became of it, was changed',
    ],
    [
      'whose order came to more',
      `UPDATE "order" SET body = json_set(body, '$.total', 1) WHERE body LIKE '%"B-0003"%'`,
      'tablet B, command 3 (B-0003): its order was changed',
    ],
    [
      'that misses an order',
      `DELETE FROM "order" WHERE body LIKE '%"B-0003"%'`,
      'tablet B, command 3 (B-0003): its order is missing',
    ],
    [
      'with an order that nobody placed',
      `INSERT INTO "order" (id, rev, body, placed_at) VALUES ('x', 1, '{"number":"B-0099"}', 1)`,
      'order B-0099: nobody placed this order',
    ],
    [
      'that says it was never sealed',
      `UPDATE command SET seal = NULL; DELETE FROM journal_end; DELETE FROM meta WHERE key = 'journal-seal'`,
      'tablet A, command 1 (A-0001): it has no seal of this server',
    ],
  ])('is found out %s', async (_, edit, named) => {
    const report = await said((database) => database.exec(edit))
    expect(report).toContain(`The first: ${named}.`)
  })

  it('is found out where one bit of a command is another, whichever', async () => {
    const columns = ['raw', 'hash', 'outcome', 'seal'] as const
    const property = fc.asyncProperty(
      fc.constantFrom(...columns),
      fc.constantFrom(tabletA, tabletB),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(),
      fc.integer({ min: 0, max: 6 }),
      async (column, device, seq, place, bit) => {
        const report = await said((database) => {
          const where = `WHERE device = '${device}' AND seq = ${seq}`
          const [value] = database
            .prepare(`SELECT CAST(${column} AS BLOB) FROM command ${where}`)
            .pluck()
            .all()
          const bytes = Buffer.from(value as Uint8Array)
          const byte = place % bytes.length
          bytes.writeUInt8((bytes[byte] ?? 0) ^ (1 << bit), byte)
          database
            .prepare(`UPDATE command SET ${column} = ? ${where}`)
            .run(column === 'seal' ? bytes : bytes.toString('latin1'))
        })
        expect(report).toMatch(
          new RegExp(`[Tt]he first:? tablet ${device === tabletA ? 'A' : 'B'}, command ${seq}[ :]`),
        )
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })

  it('says so where the key is another than its server had, and names what was edited all the same', async () => {
    const other = randomBytes(32)
    expect(await said(() => undefined, other)).toContain(
      'Nothing can be said of 12 commands, the first tablet A, command 1 (A-0001): it was sealed with another key than the one here.',
    )
    const edit = `UPDATE command SET raw = replace(raw, '320', '220') WHERE ${at}`
    expect(await said((database) => database.exec(edit), other)).toContain('tablet B, command 3 (B-0003)')
  })
})

describe('a server that goes on', () => {
  it('mends nothing that was edited meanwhile', async () => {
    const edit = `DELETE FROM command WHERE device = '${tabletB}' AND seq > 4; DELETE FROM "order" WHERE body LIKE '%"B-0005"%' OR body LIKE '%"B-0006"%'`
    const report = await goOn(edit, openNotary(key))
    expect(report).toContain('The first: tablet B, command 6: the end of the journal was changed.')
  })

  it('seals what was taken in before there were seals, and nothing from which they were taken out', async () => {
    const unsealed = `UPDATE command SET seal = NULL; DELETE FROM journal_end; DELETE FROM meta WHERE key = 'journal-seal';`
    expect(await goOn(unsealed, openNotary(key))).toContain('it has no seal of this server')
  })

  it('seals all of it anew when it is told to', async () => {
    const path = copyWith(() => undefined)
    const store = openStore(path)
    const other = randomBytes(32)
    sealAll(store, openNotary(other))
    store.close()
    const audit = openAudit(path)
    if (!audit) throw new Error('it is of this version')
    expect((await verifyAll(audit, path, other, 1)).tally.unknown).toBe(0)
    audit.close()
  })
})

/** Edits a copy, starts a server on it, sells two more on tablet B, and verifies. */
async function goOn(edit: string, notary: ReturnType<typeof openNotary>): Promise<string> {
  const path = copyWith((database) => database.exec(edit))
  const store = openStore(path)
  const exchange = openExchange(store, () => now, notary)
  await sell(store, exchange, tabletB, 'B', 2)
  store.close()
  const audit = openAudit(path)
  if (!audit) throw new Error('it is of this version')
  try {
    return reportOf(await verifyAll(audit, path, key, 1))
  } finally {
    audit.close()
  }
}
