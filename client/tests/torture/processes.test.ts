import { dice } from '#shared/dice.ts'
import { describe, expect, test } from 'vitest'
import { cutPower } from './processes/browserDeath/cuts.ts'
import { killBrowsers } from './processes/browserDeath/deaths.ts'
import * as clock from './processes/clock.ts'
import * as clone from './processes/clone.ts'
import { inFolder, memory } from './processes/folder.ts'
import * as killServer from './processes/kill-server.ts'
import * as lostAnswer from './processes/lost-answer.ts'
import * as mail from './processes/mail.ts'
import { cutAll } from './processes/power-cut.ts'
import { whyNoRecording } from './processes/powerCut/recording.ts'
import * as restore from './processes/restore.ts'

const time = 60_000

test(
  'It keeps what it has acknowledged though the server is killed in mid-push',
  { timeout: time },
  async () => {
    expect(await killServer.run(['--cycles', '6'])).toMatchObject({
      ok: true,
      figures: { cycles: 6, wrong: [] },
    })
  },
)

const why = whyNoRecording()
describe.skipIf(why !== null)(`power cuts${why === null ? '' : ` (skipped: ${why})`}`, () => {
  test('It keeps every promise through power cuts', { timeout: time }, async () => {
    expect(await cutAll(300, 1, 6, 'FULL')).toMatchObject({ cuts: 300, lost: 0, torn: 0 })
  })

  test('It is seen to break promises when FULL is taken out', { timeout: time }, async () => {
    expect((await cutAll(60, 2, 6, 'NORMAL')).losing).toBeGreaterThan(0)
  })
})

test('It is whole again within two rounds after any backup was put back', { timeout: time }, async () => {
  const report = await restore.run(['--points', '5'])
  expect(report).toMatchObject({ ok: true, figures: { points: 5, wrong: [] } })
})

test(
  'It ends the same wherever a conversation is cut off, and however it is tried again',
  { timeout: time },
  async () => {
    const report = await lostAnswer.run(['--orders', '12', '--every', '4'])
    expect(report).toMatchObject({ ok: true, figures: { wrong: [] } })
  },
)

test('It counts the same whatever the tablets’ clocks say', { timeout: time }, async () => {
  expect(await clock.run(['--seeds', '2'])).toMatchObject({ ok: true, figures: { wrong: [] } })
})

test('It keeps what both of two copies of a tablet sold', { timeout: time }, async () => {
  expect(await clone.run(['--seeds', '3'])).toMatchObject({ ok: true, figures: { lost: 0, whole: 3 } })
})

test(
  'It confirms every order though the server is killed while it mails',
  { timeout: 2 * time },
  async () => {
    const report = await mail.run(['--orders', '40', '--kills', '4'])
    expect(report).toMatchObject({ ok: true, figures: { kills: 4, wrong: [] } })
  },
)

/** A browser takes its time on a machine that does much else. */
const slow = 240_000

test.each(['leveldb', 'sqlite'] as const)(
  'It keeps every order that was saved though the browser is killed, on %s',
  { timeout: slow },
  async (backEnd) => {
    const told = await inFolder((folder) => killBrowsers(folder, backEnd, 2, dice(1)))
    expect(told).toMatchObject({ deaths: 2, lost: 0, found: backEnd, wrong: [] })
  },
)

test.skipIf(why !== null)(
  'It keeps every order that was saved though the power fails under the browser',
  { timeout: slow },
  async () => {
    const plan = { backEnd: 'leveldb', durability: 'strict', cuts: 3, kinds: ['drops-all'] } as const
    const told = await inFolder(
      (folder) => cutPower(folder, { ...plan, time: 2_500, isFull: false }, dice(1)),
      memory,
    )
    expect(told).toMatchObject({ cuts: 3, lost: 0, torn: 0, first: [] })
    expect(told.promised).toBeGreaterThan(0)
  },
)
