import { v7 } from 'uuid'
import { computed, reactive, ref, watch } from 'vue'
import type { LocationFields } from '#shared/catalogue.ts'
import type { Location } from '#shared/rows.ts'
import { useTill } from '../app/useTill.ts'
import { plainLocation, readLocation } from './locationForm.ts'
import { changesBetween } from './whole.ts'
import { refusalText } from './refusals.ts'

/** One stall, van or store room while it is typed: an existing one, or with null a new one. */
export function useLocationForm(
  location: Location | null,
  all: () => readonly Location[],
  newId: () => string = v7,
) {
  const { till } = useTill()
  const { name, kind, prepares, active } = location ?? plainLocation
  const before: LocationFields = { name, kind, prepares, active }
  const draft = reactive({ ...before })
  const errors = ref<{ name?: string }>({})
  const problem = ref('')
  const isSaving = ref(false)
  const id = location?.id ?? newId()

  watch(draft, () => (errors.value = {}))

  /** True once the edit is safe on this tablet; what was typed stays in any case. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const reading = readLocation(
      { ...draft },
      all().filter((other) => other.id !== id),
    )
    errors.value = reading.ok ? {} : reading.errors
    problem.value = ''
    if (!reading.ok) return false
    const fields = changesBetween(before, reading.fields)
    if (location && Object.keys(fields).length === 0) return true

    isSaving.value = true
    try {
      const recorded = await till.record('location.save', { id, isNew: location === null, fields })
      if (!recorded.ok) problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  const isDirty = computed(() => Object.keys(changesBetween(before, { ...draft })).length > 0)
  return { draft, errors, problem, isSaving, isDirty, save }
}
