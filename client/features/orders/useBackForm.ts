import { computed } from 'vue'
import type { WritableComputedRef } from 'vue'
import * as v from 'valibot'
import { v7 } from 'uuid'
import { useKept } from '../app/useKept.ts'

const Fields = v.record(v.string(), v.string())

export type BackForm = ReturnType<typeof useBackForm>

/**
 * What is typed into a sheet that gives something back, kept on this tablet until it is recorded. The ids of its
 * commands are part of it, so that what a double tap, a reload or a second tab records is recorded once.
 */
export function useBackForm(what: 'refund' | 'cancel' | 'give-back', orderId: () => string) {
  const fields = useKept(() => `awning.${what}.${orderId()}`, Fields)

  function read(name: string, usual = ''): string {
    return fields.value[name] ?? usual
  }

  function type(name: string, text: string) {
    fields.value = { ...fields.value, [name]: text }
  }

  function field(name: string): WritableComputedRef<string> {
    return computed({ get: () => read(name), set: (text) => type(name, text) })
  }

  /** The id of one of the commands that this form will become. */
  function idOf(name: string): string {
    const known = read(`${name}.id`)
    if (known) return known
    const made = v7()
    type(`${name}.id`, made)
    return made
  }

  function clear() {
    fields.value = {}
  }

  return { read, type, field, idOf, clear }
}
