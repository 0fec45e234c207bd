import { v7 } from 'uuid'
import { ref } from 'vue'
import type { ForecastAnswer, ForecastRow } from '#shared/forecast/answer.ts'
import type { LoadChanges, MarketDay, MarketDayFields } from '#shared/marketDay.ts'
import { levelId } from '#shared/tables.ts'
import { loadedFor } from '../../data/shelves.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { chunks, mostLines } from '../stock/counting.ts'

/** Puts what is to be loaded on the list of a market day, and takes it off again. */
export function usePacking(newId: () => string = v7) {
  const { till } = useTill()
  const toasts = useToasts()
  const isSaving = ref(false)
  const problem = ref('')

  /** Onto the list of a day that is planned. What the list had of these products is replaced, what is in the van counts. */
  async function list(day: MarketDay, stall: string, rows: readonly ForecastRow[]): Promise<void> {
    const moved = await loadedFor(till.db, day.id)
    const inVan = (productId: string) =>
      moved
        .filter((one) => one.productId === productId && one.locationId === stall)
        .reduce((sum, { quantity }) => sum + quantity, 0)
    const load = loadOf(stall, rows).map((line) => {
      return { ...line, quantity: line.quantity + Math.max(0, inVan(line.productId)) }
    })
    const before = load.map((line) => ({ ...line, quantity: day.load[levelId(line.productId, stall)] ?? 0 }))
    if (!(await save(day.id, null, load))) return
    const action = { label: 'Undo', run: () => void save(day.id, null, before) }
    toasts.show(`${load.length} products are on the list of ${day.name}`, { tone: 'good', action })
  }

  /** Plans the day, with the list on it; gives the day's id once that is safe on this tablet. */
  async function plan(
    name: string,
    { date: on, location, storeIds }: ForecastAnswer,
    rows: readonly ForecastRow[],
  ): Promise<string | null> {
    const id = newId()
    const storeId = storeIds.length === 1 ? (storeIds[0] ?? '') : ''
    const isPlanned = await save(id, { name, on, locationIds: [location], storeId }, loadOf(location, rows))
    return isPlanned ? id : null
  }

  async function save(
    id: string,
    fields: Partial<MarketDayFields> | null,
    load: LoadChanges,
  ): Promise<boolean> {
    if (isSaving.value) return false
    isSaving.value = true
    try {
      const parts = load.length > 0 ? chunks(load, mostLines) : [[]]
      for (const [at, part] of parts.entries()) {
        const isNew = fields !== null && at === 0
        const args = { id, isNew, fields: isNew ? fields : {}, load: part }
        const recorded = await till.record('marketDay.save', args)
        problem.value = recorded.ok ? '' : refusalText(recorded.code)
        if (!recorded.ok) return false
      }
      return true
    } finally {
      isSaving.value = false
    }
  }

  return { isSaving, problem, list, plan }
}

function loadOf(locationId: string, rows: readonly ForecastRow[]): LoadChanges {
  return rows
    .filter(({ load }) => load > 0)
    .map(({ productId, load: quantity }) => ({ productId, locationId, quantity }))
}
