import { computed, ref } from 'vue'
import { timingOf } from '#shared/doubt.ts'
import { levelsAt } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { type Shelf, useKept } from '../app/useKept.ts'
import { batchesOf, costOfMissing, CountEntries, differenceOf, entered, summaryOf } from './counting.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { useShelfProducts } from './useShelfProducts.ts'

interface Outside {
  now: () => number
  storage: () => Shelf
}

/** A count of one place while it is being made. It survives a reload until it is saved or cleared. */
export function useCountSheet(place: () => string, outside: Outside = browser) {
  const { till, may } = useTill()
  const { products } = useCatalogue()
  const { shelf, levelOf } = useShelfProducts(place)
  const entries = useKept(() => `awning.count.${place()}`, CountEntries, outside.storage)
  const isSaving = ref(false)
  const problem = ref('')

  const textOf = (productId: string) => entries.value[productId]?.text ?? ''

  function type(productId: string, text: string) {
    problem.value = ''
    entries.value = entered(entries.value, productId, text, levelOf(productId), outside.now())
  }

  function difference(productId: string): number | null {
    const counted = entries.value[productId]
    return counted ? differenceOf(counted) : null
  }

  function expectedOf(productId: string): number {
    return entries.value[productId]?.expected ?? levelOf(productId)
  }

  function clear() {
    const before = entries.value
    entries.value = {}
    return () => (entries.value = before)
  }

  /** True once everything that was counted is safe on this tablet. */
  async function save(): Promise<boolean> {
    if (isSaving.value || !isReady()) return false
    isSaving.value = true
    const { clock } = await till.db.read('clock')
    const { offset = 0, uncertainty = 0 } = clock ?? {}
    const { unsure = 0 } = timingOf({ device: '', uncertainty })
    try {
      // Asked anew: what the screen shows may be a moment old.
      const levels = await levelsAt(till.db, place())
      const batches = batchesOf(entries.value, (productId) => levels.get(productId)?.quantity ?? 0)
      for (const { at, lines } of batches) {
        const when = at === null ? {} : { at: at + offset, uncertainty: unsure }
        const recorded = await till.record('stock.count', { locationId: place(), lines }, when)
        if (!recorded.ok) {
          problem.value = refusalText(recorded.code)
          return false
        }
        for (const { productId } of lines) entries.value = entered(entries.value, productId, '', 0, 0)
      }
      return true
    } finally {
      isSaving.value = false
    }
  }

  function isReady(): boolean {
    const { counted, unreadable } = summaryOf(entries.value)
    problem.value = ''
    if (unreadable > 0) problem.value = 'One of the counts is not a whole number of zero or more.'
    else if (counted === 0) problem.value = 'Enter what you found beside at least one product.'
    return problem.value === ''
  }

  return {
    shelf,
    isSaving,
    problem,
    textOf,
    type,
    difference,
    expectedOf,
    clear,
    save,
    summary: computed(() => summaryOf(entries.value)),
    /** What is missing, at cost; for managers only. */
    atCost: computed(() => {
      if (!may('report.see')) return null
      const costOf = (id: string) => products.value?.byId.get(id)?.cost ?? null
      return costOfMissing(entries.value, costOf)
    }),
  }
}

const browser: Outside = { now: () => Date.now(), storage: () => localStorage }
