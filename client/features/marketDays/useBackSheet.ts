import { v7 } from 'uuid'
import { computed, ref } from 'vue'
import type { MarketDay } from '#shared/marketDay.ts'
import type { Product } from '#shared/rows.ts'
import { levelsAt } from '../../data/queries.ts'
import type { Deed } from '../../data/till.ts'
import { type Shelf as Kept, useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { chunks, CountEntries, differenceOf, entered, mostLines, summaryOf } from '../stock/counting.ts'
import { useShelfProducts } from '../stock/useShelfProducts.ts'
import { backDeeds, backLines } from './back.ts'

/** What is found at a stall when the day is over: a count of it, and with `goesBack` a transfer to the store. */
export function useBackSheet(
  day: () => MarketDay,
  stall: () => string,
  loaded: () => ReadonlySet<string>,
  outside: { now: () => number; storage: () => Kept; newId: () => string } = browser,
) {
  const { till } = useTill()
  const { shelf: all, levelOf } = useShelfProducts(stall)
  const entries = useKept(() => `awning.back.${day().id}.${stall()}`, CountEntries, outside.storage)
  const goesBack = ref(day().storeId !== '')
  const isSaving = ref(false)
  const problem = ref('')

  /** What may be there: what the day knows of, and what is there by the book. */
  const shelf = computed(() => all.value.filter(({ id }) => loaded().has(id) || levelOf(id) !== 0))
  const textOf = (productId: string) => entries.value[productId]?.text ?? ''
  const expectedOf = (productId: string) => entries.value[productId]?.expected ?? levelOf(productId)

  function difference(productId: string): number | null {
    const counted = entries.value[productId]
    return counted ? differenceOf(counted) : null
  }

  function type(productId: string, text: string) {
    problem.value = ''
    entries.value = entered(entries.value, productId, text, levelOf(productId), outside.now())
  }

  /** Enters for everything that nothing was entered for that none of it is left. */
  function nothingElse() {
    for (const { id } of shelf.value) if (textOf(id) === '') type(id, '0')
  }

  /** True once the count and the way back are safe on this tablet: all of it, or none. */
  async function save(): Promise<boolean> {
    if (isSaving.value || !isReady()) return false
    isSaving.value = true
    try {
      // Asked anew: what the screen shows may be a moment old.
      const levels = await levelsAt(till.db, stall())
      const lines = backLines(entries.value, (productId) => levels.get(productId)?.quantity ?? 0)
      const deeds: Deed[] = chunks(lines, mostLines).flatMap((some) =>
        backDeeds(day(), stall(), some, goesBack.value, outside.newId),
      )
      const recorded = await till.recordAll(deeds)
      if (recorded.ok) entries.value = {}
      else problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  function isReady(): boolean {
    const { counted, unreadable } = summaryOf(entries.value)
    problem.value = ''
    if (unreadable > 0) problem.value = 'One of the quantities is not a whole number of zero or more.'
    else if (counted === 0) problem.value = 'Enter what came back beside at least one product.'
    return problem.value === ''
  }

  return {
    ...{ shelf, goesBack, isSaving, problem, textOf, expectedOf, difference, type, nothingElse, save },
    summary: computed(() => summaryOf(entries.value)),
    open: computed(() => shelf.value.filter(({ id }: Product) => textOf(id) === '').length),
  }
}

const browser = { now: () => Date.now(), storage: () => localStorage, newId: v7 }
