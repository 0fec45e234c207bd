import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '#shared/envelope.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { morag, now, order, sealing, stall, tabletA } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

let folder: string
let store: Store
let exchange: Exchange

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-suspect-'))
  store = openStore(join(folder, 'awning.db'))
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const [aMinute, aDay] = [60_000, 86_400_000]
/** Comes in at `now`, from someone let in at `now`. */
const cases: [what: string, time: Partial<Envelope>, isSuspect: boolean][] = [
  ['at its own moment', { at: now, offset: 0, uncertainty: 40 }, false],
  [
    'on a wrong clock that was measured',
    { at: now - 400 * aDay, offset: 400 * aDay, uncertainty: 40 },
    false,
  ],
  ['a little ahead', { at: now + aMinute, offset: 0, uncertainty: 40 }, false],
  ['tomorrow', { at: now, offset: aDay, uncertainty: 40 }, true],
  ['tomorrow, by a device that is not sure of its day', { at: now, offset: aDay, uncertainty: aDay }, false],
  ['before its person was let in', { at: now - aDay, offset: 0, uncertainty: 40 }, true],
  ['long ago, as somebody stated', { at: now - 400 * aDay, offset: 0, uncertainty: 0 }, false],
  ['in a year, as somebody stated', { at: now + 400 * aDay, offset: 0, uncertainty: 0 }, true],
]

it.each(cases)(
  'It takes in what was sold %s, and says whether that can be',
  async (_what, time, isSuspect) => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const { outcomes } = await tablet.send([tablet.make('order.place', order('A'), time)], 1)
    expect(outcomes).toHaveLength(1)
    const [outcome] = outcomes
    const flags = outcome?.status === 'flagged' ? outcome.flags : []
    expect(flags.includes('clock-suspect')).toBe(isSuspect)
    expect(store.rows.all('order')).toHaveLength(1)
  },
)
