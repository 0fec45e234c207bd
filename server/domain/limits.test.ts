import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/store.ts'
import { openLimits } from './limits.ts'

const quarter = 15 * 60_000
const times = (count: number, work: (index: number) => boolean) =>
  Array.from({ length: count }, (_, index) => work(index)).filter(Boolean).length

function open(at = { now: 1_000_000 }) {
  return { at, limits: openLimits(openStore(':memory:'), () => at.now) }
}

test('It takes ten tries an account, from wherever they come, and others meanwhile', () => {
  const { limits } = open()
  expect(times(20, (index) => limits.take('anna', `10.0.0.${index}`))).toBe(10)
  expect(limits.take('ben', '10.0.0.1')).toBe(true)
})

test('It takes sixty tries an address, whomever they are for', () => {
  const { limits } = open()
  expect(times(100, (index) => limits.take(`name-${index}`, '10.0.0.1'))).toBe(60)
})

test('It takes six hundred tries in all', () => {
  const { limits } = open()
  expect(times(700, (index) => limits.take(`name-${index}`, `10.0.${index}`))).toBe(600)
})

test('It takes tries again after a quarter of an hour', () => {
  const { at, limits } = open()
  times(11, () => limits.take('anna', '10.0.0.1'))
  at.now += quarter - 1
  expect(limits.take('anna', '10.0.0.1')).toBe(false)
  at.now += 1
  expect(limits.take('anna', '10.0.0.1')).toBe(true)
})

test('It does not lock anyone out for ever when the clock was wrong', () => {
  const { at, limits } = open({ now: 9_000_000_000_000 })
  times(11, () => limits.take('anna', '10.0.0.1'))
  at.now = 1_000_000
  expect(limits.take('anna', '10.0.0.1')).toBe(true)
})

test('It counts the right password against nobody', () => {
  const { limits } = open()
  const succeeded = times(200, () => {
    const isTaken = limits.take('anna', '10.0.0.1')
    limits.succeed('anna', '10.0.0.1')
    return isTaken
  })
  expect(succeeded).toBe(200)
})

test('It remembers across a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'awning-limits-'))
  const path = join(folder, 'awning.db')
  const store = openStore(path)
  const limits = openLimits(store, () => 1_000)
  times(10, () => limits.take('anna', '10.0.0.1'))
  store.close()
  const again = openStore(path)
  expect(openLimits(again, () => 2_000).take('anna', '10.0.0.2')).toBe(false)
  again.close()
  rmSync(folder, { recursive: true })
})
