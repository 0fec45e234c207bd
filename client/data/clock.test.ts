import { IDBFactory } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { effectiveAt } from '#shared/envelope.ts'
import { anchorOf, clockFrom, mindClock, readClock, replaceClock } from './clock.ts'
import type { Clock } from './db.ts'
import { record } from './journal.ts'
import { enrolled, ids, ModelServer, orderOf, outsideWith } from './testing.ts'

const [anHour, aDay] = [3_600_000, 86_400_000]
const noon = 1_790_000_000_000

/** A tablet's clocks at the server's time `noon`; what is set right or wrong by hand is its `skew`. */
function tabletClocks(skew = 0) {
  const time = { real: noon, skew, asleep: 0 }
  const page = (id: string) => {
    const opened = time.real - time.asleep
    return {
      now: () => time.real + time.skew,
      steady: { id, now: () => time.real - time.asleep - opened },
    }
  }
  const first = page('first')
  const at = anchorOf(first)
  const measured = clockFrom(at, at, time.real)
  return {
    ...{ page, first, measured },
    passes: (ms: number) => void (time.real += ms),
    turn: (ms: number) => void (time.skew += ms),
    sleeps(ms: number) {
      time.real += ms
      time.asleep += ms
    },
    /** How far the server's time that a clock gives is off. */
    error: (clock: Clock) => time.real + time.skew + clock.offset - time.real,
  }
}

it('gives the server’s time however wrong the device’s own is', () => {
  for (const skew of [0, 400 * aDay, -400 * aDay, 90_000]) {
    const { measured, first, error, passes } = tabletClocks(skew)
    passes(5 * anHour)
    expect(error(readClock(measured, first))).toBe(0)
  }
})

it('measures the way there and back by the steady clock, so that a turn amid a request does no harm', () => {
  const { first, passes, turn, error } = tabletClocks(30_000)
  const asked = anchorOf(first)
  turn(-2 * anHour)
  passes(400)
  const clock = clockFrom(asked, anchorOf(first), noon + 200)
  expect(error(clock)).toBe(0)
  expect(clock.uncertainty).toBe(200)
})

it.each([-400 * aDay, -anHour, -2_000, 400 * aDay, 4 * aDay])(
  'corrects by what it was turned while nobody could be asked: %i ms',
  (by) => {
    const { measured, first, turn, passes, error } = tabletClocks()
    let clock = readClock(measured, first)
    passes(anHour)
    turn(by)
    passes(1_000)
    clock = readClock(clock, first)
    expect(error(clock)).toBe(0)
    passes(anHour)
    expect(error(readClock(clock, first))).toBe(0)
  },
)

it('believes a clock that ran ahead while the steady one slept', () => {
  const { measured, first, sleeps, passes, turn, error } = tabletClocks()
  sleeps(14 * anHour)
  const clock = readClock(measured, first)
  expect(error(clock)).toBe(0)
  expect(clock.uncertainty).toBe(measured.uncertainty)
  passes(anHour)
  turn(-3 * anHour)
  expect(error(readClock(clock, first))).toBe(0)
})

it('leaves a clock alone that is put right bit by bit', () => {
  const { measured, first, turn, passes } = tabletClocks()
  let clock = measured
  for (let step = 0; step < 100; step += 1) {
    passes(60_000)
    turn(-40)
    clock = readClock(clock, first)
  }
  expect(clock.offset).toBe(measured.offset)
})

it('never goes back behind what it has said, also when the page was closed meanwhile, and says that it is not sure', () => {
  const { measured, first, page, turn, passes, error } = tabletClocks()
  passes(anHour)
  const before = readClock(measured, first)
  passes(600_000)
  turn(-2 * anHour)
  const after = readClock(before, page('second'))
  expect(error(after)).toBe(-600_000)
  expect(after.uncertainty).toBeGreaterThan(anHour)
  passes(anHour)
  expect(error(readClock(after, page('third')))).toBe(-600_000)
})

it('corrects once for all tabs, whichever of them finds out', () => {
  const { measured, first, page, turn, passes, error } = tabletClocks()
  const second = page('second')
  let clock = readClock(readClock(measured, first), second)
  passes(anHour)
  turn(-2 * anHour)
  clock = readClock(clock, second)
  clock = readClock(clock, first)
  passes(60_000)
  turn(-aDay)
  for (const tab of [first, second, page('third'), first]) clock = readClock(clock, tab)
  expect(error(clock)).toBe(0)
})

it('keeps what other tabs have noted over a new measure, unless the clock was turned before it', () => {
  const { measured, first, page, turn, passes, error } = tabletClocks()
  const second = page('second')
  const measure = () =>
    clockFrom(anchorOf(first), anchorOf(first), first.now() - error({ offset: 0, uncertainty: 0 }))
  let clock = readClock(readClock(measured, first), second)
  passes(anHour)
  clock = replaceClock(clock, measure())
  expect(clock.anchors).toHaveLength(2)
  turn(-2 * anHour)
  expect(error(readClock(clock, second))).toBe(0)
  clock = replaceClock(clock, measure())
  expect(clock.anchors).toHaveLength(1)
  expect(error(readClock(clock, second))).toBe(0)
})

it('seals a tap with the time that the turned clock should have said', async () => {
  const { first, turn, passes } = tabletClocks()
  const outside = outsideWith({ ...first, indexedDB: new IDBFactory() })
  const db = await enrolled(outside, new ModelServer())
  const tap = { name: 'order.place', args: orderOf([ids.products[0] ?? '', 1]) } as const
  await record(db, outside, tap)
  passes(60_000)
  turn(-aDay)
  await record(db, outside, tap)
  passes(60_000)
  turn(400 * aDay)
  await mindClock(db, outside)
  await record(db, outside, tap)
  const times = (await db.entries.orderBy('seq').toArray()).map(({ command }) => effectiveAt(command))
  expect(times).toEqual([noon, noon + 60_000, noon + 120_000])
})

it('writes down nothing of a clock in which nothing is new', async () => {
  const { first, passes, turn } = tabletClocks()
  const outside = outsideWith({ ...first, indexedDB: new IDBFactory() })
  const db = await enrolled(outside, new ModelServer())
  const clock = async () => (await db.read('clock')).clock
  await mindClock(db, outside)
  const before = await clock()
  passes(60_000)
  await mindClock(db, outside)
  expect(await clock()).toEqual(before)
  turn(-anHour)
  await mindClock(db, outside)
  expect((await clock())?.offset).toBe(anHour)
})
