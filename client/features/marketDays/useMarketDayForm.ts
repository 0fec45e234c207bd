import { v7 } from 'uuid'
import { computed, reactive, ref, watch } from 'vue'
import type { MarketDay, MarketDayFields } from '#shared/marketDay.ts'
import { useTill } from '../app/useTill.ts'
import { changesBetween } from '../catalogue/whole.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { draftOf, type MarketDayErrors, readMarketDay } from './marketDayForm.ts'

/** One market day while it is typed: an existing one, or with null a new one. */
export function useMarketDayForm(day: MarketDay | null, newId: () => string = v7) {
  const { till } = useTill()
  const before = draftOf(day)
  const draft = reactive(draftOf(day))
  const errors = ref<MarketDayErrors>({})
  const problem = ref('')
  const isSaving = ref(false)
  const id = day?.id ?? newId()

  watch(draft, () => (errors.value = {}))

  function pick(field: 'locationIds' | 'staff', picked: string) {
    const all = draft[field]
    draft[field] = all.includes(picked) ? all.filter((one) => one !== picked) : [...all, picked]
  }

  /** True once the plan is safe on this tablet; what was typed stays in any case. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const reading = readMarketDay({ ...draft })
    errors.value = reading.ok ? {} : reading.errors
    problem.value = ''
    if (!reading.ok) return false
    const fields = day ? changesBetween<MarketDayFields>(before, reading.fields) : reading.fields
    if (Object.keys(fields).length === 0) return true

    isSaving.value = true
    try {
      const recorded = await till.record('marketDay.save', { id, isNew: day === null, fields })
      if (!recorded.ok) problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  const isDirty = computed(() => Object.keys(changesBetween(before, { ...draft })).length > 0)
  return { id, draft, errors, problem, isSaving, isDirty, pick, save }
}
