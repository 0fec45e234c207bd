import { computed, inject, provide, useId } from 'vue'
import type { ComputedRef, InjectionKey } from 'vue'

interface FieldContext {
  id: string
  describedBy: ComputedRef<string | undefined>
  invalid: ComputedRef<boolean>
  required: ComputedRef<boolean>
}

const key: InjectionKey<FieldContext> = Symbol('field')

/** What a Field tells the input inside it, so that label, hint and error reach a screen reader without wiring. */
export function provideField(field: { hint: () => boolean; error: () => boolean; required: () => boolean }) {
  const id = useId()
  const describedBy = computed(() => {
    const ids = [field.error() && `${id}-error`, field.hint() && `${id}-hint`].filter(Boolean)
    return ids.length > 0 ? ids.join(' ') : undefined
  })
  provide(key, { id, describedBy, invalid: computed(field.error), required: computed(field.required) })
  return { id, describedBy }
}

/** What an input takes on from the Field around it, if there is one. */
export function useField() {
  const field = inject(key, undefined)
  return {
    id: field?.id,
    describedBy: computed(() => field?.describedBy.value),
    invalid: computed(() => field?.invalid.value || undefined),
    required: computed(() => field?.required.value || undefined),
  }
}
