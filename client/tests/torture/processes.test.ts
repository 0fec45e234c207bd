import { describe, expect, test } from 'vitest'
import * as clock from './processes/clock.ts'
import * as clone from './processes/clone.ts'
import * as killServer from './processes/kill-server.ts'
import * as lostAnswer from './processes/lost-answer.ts'
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
