import { computed, watch } from 'vue'
import type { WritableComputedRef } from 'vue'
import { v7 } from 'uuid'
import type { Database } from '../../data/db.ts'
import { keepTyped, turnOf, Typed, typedAs } from '../../data/typed.ts'
import { type Shelf, useKept } from './useKept.ts'

export type Form = ReturnType<typeof useForm>

/**
 * What is typed into a sheet, kept on this tablet under `name()` until it is recorded. The ids of its commands are part
 * of it, so that what a double tap, a reload or a second tab records is recorded once. With `db` it is kept as durably as
 * an order, too: a browser that is killed forgets the last it told its storage.
 */
export function useForm(name: () => string, db?: Database, storage?: () => Shelf) {
  const fields = useKept(name, Typed, storage)

  if (db) watch(name, (of) => void restore(db, of), { immediate: true })

  async function restore(from: Database, of: string) {
    const kept = await typedAs(from, of)
    if (of === name() && turnOf(kept) > turnOf(fields.value)) fields.value = kept
  }

  function read(field: string, usual = ''): string {
    return fields.value[field] ?? usual
  }

  function type(field: string, text: string) {
    keep({ ...fields.value, [field]: text, turn: String(turnOf(fields.value) + 1) })
  }

  function keep(typed: Typed) {
    fields.value = typed
    // The browser's own copy is still there.
    if (db) keepTyped(db, name(), typed).catch(() => undefined)
  }

  function field(of: string): WritableComputedRef<string> {
    return computed({ get: () => read(of), set: (text) => type(of, text) })
  }

  /** The id of one of the commands that this form will become. */
  function idOf(command: string): string {
    const known = read(`${command}.id`)
    if (known) return known
    const made = v7()
    type(`${command}.id`, made)
    return made
  }

  function clear() {
    keep({})
  }

  return { read, type, field, idOf, clear }
}
