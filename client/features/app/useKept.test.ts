import { expect, it } from 'vitest'
import * as v from 'valibot'
import { effectScope, ref } from 'vue'
import { useKept } from './useKept.ts'

const Entries = v.record(v.string(), v.string())

it('is still there after a reload, and gone once it is empty', () => {
  const shelf = new Shelf()
  const first = open(shelf)
  first.value = { bread: '12' }
  expect(open(shelf).value).toEqual({ bread: '12' })
  first.value = {}
  expect(shelf.items.size).toBe(0)
})

it('keeps what belongs to one place apart from what belongs to another', () => {
  const [shelf, place] = [new Shelf(), ref('stall')]
  const entries = open(shelf, () => place.value)
  entries.value = { bread: '12' }
  place.value = 'van'
  expect(entries.value).toEqual({})
  entries.value = { tea: '1' }
  place.value = 'stall'
  expect(entries.value).toEqual({ bread: '12' })
})

it('starts empty where something else was left under its name', () => {
  const shelf = new Shelf()
  for (const left of ['{', '[1]', '{"bread":12}']) {
    shelf.items.set('stall', left)
    expect(open(shelf).value).toEqual({})
  }
})

it('goes on where the browser keeps nothing', () => {
  const entries = useKept(
    () => 'stall',
    Entries,
    () => {
      throw new Error('storage is off')
    },
  )
  entries.value = { bread: '12' }
  expect(entries.value).toEqual({ bread: '12' })
})

class Shelf {
  readonly items = new Map<string, string>()
  getItem = (name: string) => this.items.get(name) ?? null
  setItem = (name: string, value: string) => void this.items.set(name, value)
  removeItem = (name: string) => void this.items.delete(name)
}

function open(shelf: Shelf, name: () => string = () => 'stall') {
  const entries = effectScope().run(() => useKept(name, Entries, () => shelf))
  if (!entries) throw new Error('no scope')
  return entries
}
