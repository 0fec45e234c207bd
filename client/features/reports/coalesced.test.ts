import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coalesced } from './coalesced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('It asks at once, and then once for all that came within half a second', async () => {
  const asked: number[] = []
  const { ask } = coalesced(async () => void asked.push(Date.now()), 500)
  const begin = Date.now()
  ask()
  for (let at = 0; at < 10; at++) {
    await vi.advanceTimersByTimeAsync(40)
    ask()
  }
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked.map((at) => at - begin)).toEqual([0, 500])
})

test('It never asks twice at a time, and hears what came while the answer was on its way', async () => {
  let [running, most, times] = [0, 0, 0]
  const slow = async () => {
    times += 1
    most = Math.max(most, ++running)
    await new Promise((done) => setTimeout(done, 2_000))
    running -= 1
  }
  const { ask } = coalesced(slow, 500)
  ask()
  await vi.advanceTimersByTimeAsync(1_000)
  ask()
  ask()
  await vi.advanceTimersByTimeAsync(10_000)
  expect([most, times]).toEqual([1, 2])
})

test('It asks no more once it is stopped', async () => {
  let times = 0
  const { ask, stop } = coalesced(async () => (times += 1), 500)
  ask()
  ask()
  stop()
  await vi.advanceTimersByTimeAsync(5_000)
  ask()
  expect(times).toBe(1)
})
