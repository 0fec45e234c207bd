import { afterEach, beforeEach, expect, test } from 'vitest'
import { carry } from '../data/carry.ts'
import { entriesWith } from '../data/entryQueries.ts'
import { rowsIn } from '../data/testing.ts'
import { journalFile } from '../features/sync/export.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

test('It takes a broken tablet’s orders in from another one, once, even when it comes back', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  demand(await anna.till.sync())
  const sold: string[] = []
  for (let round = 0; round < 3; round++) sold.push(await place(anna, market.order([round, 1])))
  const text = await exportFrom(anna)

  for (const _ of ['once', 'twice'])
    expect(await carry(ben.till.api, text)).toEqual({ ok: true, letter: 'B', taken: 3, aside: 0 })
  expect(orderIds()).toEqual([...sold].sort())
  demand(await ben.till.sync())
  expect(await rowsIn(ben.till.db)).toEqual(market.rows())

  sold.push(await place(anna, market.order([0, 2])))
  demand(await anna.till.sync())
  expect(orderIds()).toEqual([...sold].sort())
  expect(await anna.till.db.entries.where('state').equals('settled').count()).toBe(4)
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
  expect(market.store().rows.one('order', sold[0] ?? '')).toMatchObject({
    deviceId: (await anna.till.device())?.id,
    actorId: anna.person,
  })
})

test('It refuses a file that is none, and keeps the bytes of one that begins too late', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  await place(anna, market.order([0, 1]))
  await place(anna, market.order([0, 1]))
  const file = JSON.parse(await exportFrom(anna))
  for (const text of ['', '{}', '[1]', JSON.stringify({ ...file, format: 'else' })])
    expect(await carry(ben.till.api, text)).toMatchObject({ ok: false, code: 'not-a-journal' })
  const late = JSON.stringify({ ...file, commands: file.commands.slice(1) })
  expect(await carry(ben.till.api, late)).toMatchObject({ ok: true, taken: 0, aside: 1 })
  expect(orderIds()).toEqual([])
  expect(rescued()).toEqual([JSON.stringify(file.commands.slice(1))])
})

test.each([
  ['of another actor', (command: object, actor: string) => ({ ...command, actor })],
  ['with a bit flipped', (command: object) => ({ ...command, at: 1_700_000_000_000 })],
  ['that is no command', () => 'ink'],
])(
  'It takes nothing %s from a file, nor what is behind it, which the tablet itself may still bring',
  async (_, spoil) => {
    const anna = await market.tablet('Anna')
    const ben = await market.tablet('Ben')
    const sold: string[] = []
    for (let round = 0; round < 3; round++) sold.push(await place(anna, market.order([round, 1])))
    const file = JSON.parse(await exportFrom(anna))
    file.commands[1] = spoil(file.commands[1], ben.person)
    expect(await carry(ben.till.api, JSON.stringify(file))).toMatchObject({ taken: 1, aside: 2 })
    expect(orderIds()).toEqual(sold.slice(0, 1))
    expect(rescued()).toEqual([JSON.stringify(file.commands.slice(1))])
    demand(await anna.till.sync())
    expect(orderIds()).toEqual([...sold].sort())
  },
)

test('It takes nothing from a file that has lost its grants, which the tablet itself still has', async () => {
  const anna = await market.tablet('Anna')
  const ben = await market.tablet('Ben')
  const sold = await place(anna, market.order([0, 1]))
  const file = JSON.parse(await exportFrom(anna))
  expect(await carry(ben.till.api, JSON.stringify({ ...file, grants: [] }))).toMatchObject({
    taken: 0,
    aside: 1,
  })
  demand(await anna.till.sync())
  expect(orderIds()).toEqual([sold])
})

test('It lets no employee bring one', async () => {
  const anna = await market.tablet('Anna')
  const cleo = await market.tablet('Cleo', 'employee')
  await place(anna, market.order([0, 1]))
  expect(await carry(cleo.till.api, await exportFrom(anna))).toMatchObject({ code: 'not-permitted' })
})

function rescued(): string[] {
  const kept = market.store().database.prepare<[], { bytes: Buffer }>('SELECT bytes FROM rescued').all()
  return kept.map(({ bytes }) => bytes.toString())
}

async function exportFrom({ till }: Tablet): Promise<string> {
  const entries = await entriesWith(till.db, 'waiting')
  const grants = (await till.db.grants.toArray()).map(({ token }) => token)
  return journalFile(await till.device(), entries, grants, Date.now()).text
}

function orderIds(): string[] {
  return market
    .store()
    .rows.all('order')
    .map(({ id }) => id)
    .sort()
}
