import { computed, ref } from 'vue'
import type { MarketDay } from '#shared/marketDay.ts'
import { levelId } from '#shared/tables.ts'
import { type Shelf as Kept, useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { chunks, mostLines } from '../stock/counting.ts'
import { copied, LoadEntries, plannedIn, readLoad } from './loadForm.ts'

/** A stall's load list while it is typed. It survives a reload until it is saved. */
export function useLoadSheet(
  day: () => MarketDay,
  stall: () => string,
  storage: () => Kept = () => localStorage,
) {
  const { till } = useTill()
  const entries = useKept(() => `awning.load.${day().id}.${stall()}`, LoadEntries, storage)
  const isSaving = ref(false)
  const problem = ref('')

  const plannedFor = (productId: string) => day().load[levelId(productId, stall())] ?? 0
  const textOf = (productId: string) =>
    entries.value[productId] ?? (plannedFor(productId) ? String(plannedFor(productId)) : '')
  const isWrong = (productId: string) => plannedIn(textOf(productId)) === null

  function type(productId: string, text: string) {
    problem.value = ''
    entries.value = { ...entries.value, [productId]: text }
  }

  function copyFrom(other: MarketDay) {
    entries.value = { ...entries.value, ...copied(other, stall()) }
  }

  function forget() {
    entries.value = {}
  }

  /** True once the list is safe on this tablet. */
  async function save(): Promise<boolean> {
    const changes = readLoad(day(), stall(), entries.value)
    if (isSaving.value) return false
    problem.value = changes ? '' : 'One of the quantities is not a whole number.'
    if (!changes) return false
    isSaving.value = true
    try {
      for (const load of chunks(changes, mostLines)) {
        const recorded = await till.record('marketDay.save', { id: day().id, isNew: false, fields: {}, load })
        if (!recorded.ok) {
          problem.value = refusalText(recorded.code)
          return false
        }
      }
      forget()
      return true
    } finally {
      isSaving.value = false
    }
  }

  return {
    ...{ isSaving, problem, plannedFor, textOf, isWrong, type, copyFrom, forget, save },
    changed: computed(
      () => readLoad(day(), stall(), entries.value)?.length ?? Object.keys(entries.value).length,
    ),
  }
}
