import { computed, ref, watch } from 'vue'
import { isLater } from '#shared/stamp.ts'
import { useLive } from '../../data/live.ts'
import { countsOf, movementsOf } from '../../data/stockQueries.ts'
import { hasBookOf, orderById } from '../../data/queries.ts'
import type { PageTill } from '../../data/early.ts'
import { useTill } from '../app/useTill.ts'
import { type Happening, storyOf } from './history.ts'

const page = 50

export interface StockLine extends Happening {
  /** The order's number, where there is one. */
  order: string | null
}

/** What moved of a product at these places and was counted, as this tablet knows it; the latest first. */
export function useStockStory(product: () => string, places: () => readonly string[]) {
  const { till } = useTill()
  const limit = ref(page)
  const asked = () => [product(), places().join(' '), limit.value].join(' ')
  watch([product, () => places().join(' ')], () => (limit.value = page))

  const found = useLive(() => tell(till, product(), places(), limit.value), null, asked)
  return {
    lines: computed(() => found.value?.lines ?? []),
    isLoading: computed(() => found.value === null),
    /** Whether this tablet is told what happens at one of these places. */
    isHere: computed(() => found.value?.isHere ?? true),
    hasMore: computed(() => found.value?.hasMore ?? false),
    more: () => (limit.value += page),
  }
}

async function tell({ db }: PageTill, product: string, places: readonly string[], limit: number) {
  const known = await Promise.all(places.map((place) => hasBookOf(db, place)))
  const stories = await Promise.all(
    places.map(async (place) => {
      const [movements, counts] = await Promise.all([
        movementsOf(db, product, place, limit + 1),
        countsOf(db, product, place, limit + 1),
      ])
      const since = movements.length > limit ? movements.at(-1)?.at : 0
      return storyOf(movements, counts, since)
    }),
  )
  const all = stories.flat().sort((a, b) => (isLater([a.at, a.id], [b.at, b.id]) ? -1 : 1))
  const shown = all.slice(0, limit)
  const ids = [...new Set(shown.flatMap(({ orderId }) => orderId ?? []))]
  const orders = await Promise.all(ids.map((id) => orderById(db, id)))
  const byId = new Map(orders.flatMap((order) => (order ? [[order.id, order]] : [])))
  const lines = shown.map((line): StockLine => {
    const order = line.orderId === null ? undefined : byId.get(line.orderId)
    const isSale = line.id.startsWith(`${line.orderId ?? '-'}.`) && line.what === 'Sold'
    return {
      ...line,
      order: line.orderId === null ? null : (order?.number ?? 'Order'),
      deviceId: line.deviceId ?? (isSale ? (order?.deviceId ?? null) : null),
    }
  })
  return { lines, isHere: known.some(Boolean), hasMore: all.length > limit }
}
