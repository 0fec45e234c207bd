import * as v from 'valibot'
import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * What is being typed, kept under `name()` on this tablet so that a reload or a dead battery loses nothing. An empty
 * record leaves nothing behind. `storage` is asked for late: a browser may refuse it, and then it is just kept here.
 */
export function useKept<Entry>(
  name: () => string,
  schema: v.GenericSchema<unknown, Record<string, Entry>>,
  storage: () => Shelf = () => localStorage,
): ShallowRef<Record<string, Entry>> {
  const entries = shallowRef<Record<string, Entry>>({})
  let keptAs = ''

  watch(
    name,
    (current) => {
      keptAs = current
      entries.value = readFrom(storage, current, schema) ?? {}
    },
    { immediate: true, flush: 'sync' },
  )
  watch(entries, (value) => keep(storage, keptAs, value), { flush: 'sync' })
  return entries
}

function readFrom<T>(storage: () => Shelf, name: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), storage().getItem(name))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function keep(storage: () => Shelf, name: string, value: Record<string, unknown>) {
  try {
    if (Object.keys(value).length === 0) storage().removeItem(name)
    else storage().setItem(name, JSON.stringify(value))
  } catch {
    return
  }
}
