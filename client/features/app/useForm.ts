import { computed } from 'vue'
import type { WritableComputedRef } from 'vue'
import * as v from 'valibot'
import { v7 } from 'uuid'
import { useKept } from './useKept.ts'

const Fields = v.record(v.string(), v.string())

export type Form = ReturnType<typeof useForm>

/**
 * What is typed into a sheet, kept on this tablet under `name()` until it is recorded. The ids of its commands are part
 * of it, so that what a double tap, a reload or a second tab records is recorded once.
 */
export function useForm(name: () => string) {
  const fields = useKept(name, Fields)

  function read(field: string, usual = ''): string {
    return fields.value[field] ?? usual
  }

  function type(field: string, text: string) {
    fields.value = { ...fields.value, [field]: text }
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
    fields.value = {}
  }

  return { read, type, field, idOf, clear }
}
