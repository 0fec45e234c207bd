import { expect, it } from 'vitest'
import { openTouches } from './idle.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

it('rests as long as no tab of the tablet was touched', () => {
  const time = { now: 1_000_000 }
  const shared = shelf()
  const [one, other] = [1, 2].map(() =>
    openTouches(
      () => time.now,
      () => shared,
    ),
  )
  time.now += 60_000
  expect(one?.rest()).toBe(60_000)
  other?.touch()
  expect(one?.rest()).toBe(0)
  time.now += 7_000
  expect(one?.rest()).toBe(7_000)
})

it('knows its own touches where the browser keeps nothing', () => {
  const time = { now: 0 }
  const touches = openTouches(
    () => time.now,
    () => {
      throw new Error('blocked')
    },
  )
  time.now = 9_000
  touches.touch()
  time.now = 10_000
  expect(touches.rest()).toBe(1_000)
})
