import { expect, it } from 'vitest'
import { openSavedSignal } from './savedSignal.ts'

function tablet(kept = new Map<string, string>()) {
  let given = 0
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const signal = openSavedSignal(
    () => (given += 1),
    () => storage,
  )
  return { signal, kept, given: () => given }
}

it('is silent until this tablet is told otherwise, and is heard at once then', () => {
  const { signal, given } = tablet()
  signal.saved()
  expect([signal.isOn.value, given()]).toEqual([false, 0])
  signal.isOn.value = true
  signal.saved()
  expect(given()).toBe(2)
})

it('is remembered until it is turned off', () => {
  const first = tablet()
  first.signal.isOn.value = true
  const second = tablet(first.kept)
  second.signal.saved()
  expect(second.given()).toBe(1)
  second.signal.isOn.value = false
  expect(tablet(first.kept).signal.isOn.value).toBe(false)
})
