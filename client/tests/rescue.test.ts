import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesWith } from '../data/entryQueries.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place } from './market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

test('It rescues a command that no request can carry, and takes what is before and behind it', async () => {
  const anna = await market.tablet('Anna')
  const sold = [await place(anna, market.order([0, 1]))]
  await place(anna, market.order([1, 1]))
  sold.push(await place(anna, market.order([2, 1])))
  const entry = await anna.till.db.entries.get(2)
  if (!entry) throw new Error('there is no such entry')
  const swollen = { ...entry.command, args: { ...entry.command.args, note: 'ß'.repeat(600_000) } }
  await anna.till.db.entries.put({ ...entry, command: swollen })

  demand(await anna.till.sync())
  const store = market.store()
  const device = (await anna.till.device())?.id ?? ''
  const parts = store.database.prepare<[], { bytes: Buffer }>('SELECT bytes FROM rescued ORDER BY id').all()
  expect(Buffer.concat(parts.map(({ bytes }) => bytes)).toString()).toBe(JSON.stringify(swollen))
  expect(store.journal.known(device, 2)?.outcome).toMatchObject({ status: 'quarantined', code: 'rescued' })
  expect(store.journal.known(device, 3)?.outcome.status).toBe('applied')
  expect(store.rows.all('order').map(({ id }) => id)).toEqual(sold.sort())
  expect((await entriesWith(anna.till.db, 'quarantined')).map(({ seq }) => seq)).toEqual([2])
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
})
