import { computed, shallowRef, watch } from 'vue'
import type { WritableComputedRef } from 'vue'
import { v7 } from 'uuid'
import { maskCardNumbers, mayBecomeCardNumber } from '#shared/cardNumbers.ts'
import type { Database } from '../../data/db.ts'
import { keepTyped, turnOf, Typed, typedAs } from '../../data/typed.ts'
import { type Shelf, useKept } from './useKept.ts'

export type Form = ReturnType<typeof useForm>

/**
 * What is typed into a sheet, kept on this tablet under `name()` until it is recorded. The ids of its commands are part
 * of it, so that what a double tap, a reload or a second tab records is recorded once. With `db` it is kept as durably as
 * an order, too: a browser that is killed forgets the last it told its storage. What may become a card's number stays in
 * memory until it is whole, and is then masked.
 */
export function useForm(name: () => string, db?: Database, storage?: () => Shelf) {
  const fields = useKept(name, Typed, storage)
  const unkept = shallowRef<Typed>({})
  watch(name, () => (unkept.value = {}), { flush: 'sync' })

  if (db) watch(name, (of) => void restore(db, of), { immediate: true })

  async function restore(from: Database, of: string) {
    const kept = await typedAs(from, of)
    if (of === name() && turnOf(kept) > turnOf(fields.value)) fields.value = kept
  }

  function read(field: string, usual = ''): string {
    return unkept.value[field] ?? fields.value[field] ?? usual
  }

  function type(field: string, text: string) {
    const masked = maskCardNumbers(text)
    const { [field]: _, ...others } = unkept.value
    const isHalf = mayBecomeCardNumber(masked)
    unkept.value = isHalf ? { ...others, [field]: masked } : others
    if (!isHalf) put(field, masked)
  }

  function put(field: string, text: string) {
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
    return read(`${command}.id`) || newIdOf(command)
  }

  /** Another id for it, because something else was recorded under the one there was. */
  function newIdOf(command: string): string {
    const made = v7()
    put(`${command}.id`, made)
    return made
  }

  function clear() {
    unkept.value = {}
    keep({})
  }

  return { read, type, field, idOf, newIdOf, clear }
}
