import { v7 } from 'uuid'
import { ref } from 'vue'
import type { MarketDay } from '#shared/marketDay.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'
import { chunks, mostLines } from '../stock/counting.ts'
import type { LoadRow } from './dayRows.ts'
import { unitsText } from './words.ts'

type Lines = { productId: string; quantity: number }[]

/** Puts what is on the list and not loaded yet into a stall, from the day's store or from nowhere, and takes it out again. */
export function useLoading(newId: () => string = v7) {
  const { till } = useTill()
  const toasts = useToasts()
  const isLoading = ref(false)
  const problem = ref('')

  async function load(day: MarketDay, stall: string, rows: readonly LoadRow[]): Promise<void> {
    const lines = rows
      .filter(({ toLoad }) => toLoad > 0)
      .map(({ product, toLoad }) => ({ productId: product.id, quantity: toLoad }))
    if (isLoading.value || lines.length === 0) return
    if (!(await move(day, stall, lines, true))) return
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
    toasts.show(`${unitsText(units)} loaded. Saved on this tablet`, {
      tone: 'good',
      action: { label: 'Undo', run: () => void move(day, stall, lines, false) },
    })
  }

  async function move(day: MarketDay, stall: string, lines: Lines, isIn: boolean): Promise<boolean> {
    isLoading.value = true
    try {
      const deeds = chunks(lines, mostLines).map((some) => ({
        name: 'stock.move' as const,
        id: newId(),
        args: { ...waysOf(day.storeId, stall, isIn, some), dayId: day.id, note: noteOf(day, isIn) },
      }))
      const recorded = await till.recordAll(deeds)
      problem.value = recorded.ok ? '' : refusalText(recorded.code)
      return recorded.ok
    } finally {
      isLoading.value = false
    }
  }

  return { isLoading, problem, load }
}

function waysOf(storeId: string, stall: string, isIn: boolean, lines: Lines) {
  const [from, to] = isIn ? [storeId, stall] : [stall, storeId]
  if (storeId) return { locationId: from, toLocationId: to, reason: 'transfer' as const, lines }
  if (isIn) return { locationId: stall, reason: 'received' as const, lines }
  const out = lines.map(({ productId, quantity }) => ({ productId, quantity: -quantity }))
  return { locationId: stall, reason: 'correction' as const, lines: out }
}

function noteOf(day: MarketDay, isIn: boolean): string {
  return `${isIn ? 'Loaded for' : 'Not loaded after all for'} ${day.name}`
}
