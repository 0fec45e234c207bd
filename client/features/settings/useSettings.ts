import { computed, ref } from 'vue'
import * as v from 'valibot'
import { useLive } from '../../data/live.ts'
import { entriesWith } from '../../data/entryQueries.ts'
import { useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { type Errors, type FieldName, readSettings, typedOf } from './settingsForm.ts'

const Kept = v.record(v.string(), v.string())

/** The business as managers may change it. What is typed is kept on this tablet until it is saved or put back. */
export function useSettings() {
  const { till, business } = useTill()
  const typed = useKept(() => 'awning.settings', Kept)
  const errors = ref<Errors>({})
  const problem = ref('')
  const isSaving = ref(false)
  const waiting = useLive(() => entriesWith(till.db, 'waiting'), [])

  const reading = computed(() =>
    business.value ? readSettings(typed.value, business.value) : { ok: false as const, errors: {} },
  )

  function field(name: FieldName) {
    return computed({
      get: () => typed.value[name] ?? (business.value ? typedOf(business.value)[name] : ''),
      set(text: string) {
        typed.value = { ...typed.value, [name]: text }
        errors.value = { ...errors.value, [name]: undefined }
      },
    })
  }

  /** True once the change is safe on this tablet; what was typed stays in any case. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const read = reading.value
    errors.value = read.ok ? {} : read.errors
    problem.value = ''
    if (!read.ok) return false
    isSaving.value = true
    try {
      const recorded = await till.record('business.save', { fields: read.fields })
      if (recorded.ok) typed.value = {}
      else problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  /** Forgets what was typed, and gives what brings it back. */
  function putBack(): () => void {
    const before = typed.value
    typed.value = {}
    errors.value = {}
    return () => {
      typed.value = { ...before, ...typed.value }
    }
  }

  return {
    business,
    field,
    errors,
    problem,
    isSaving,
    isChanged: computed(() => !reading.value.ok || Object.keys(reading.value.fields).length > 0),
    isWaiting: computed(() => waiting.value.some(({ name }) => name === 'business.save')),
    save,
    putBack,
  }
}
