import { computed } from 'vue'
import type { ProductEdit } from '#shared/api.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { devices, people, productById } from '../../data/queries.ts'
import { levelsOfProduct } from '../../data/stockQueries.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { changesOf } from '../catalogue/editWords.ts'
import { useEdits } from './useEdits.ts'
import { type StockLine, useStockStory } from './useStockStory.ts'

export const kinds = ['all', 'stock', 'edits'] as const
export type Kind = (typeof kinds)[number]

/** One thing in the history of a product: goods that moved, a count, or an edit. */
interface Line extends Omit<StockLine, 'deviceId' | 'actorId' | 'locationId'> {
  who: string
  day: string
  clock: string
  changes: readonly string[]
  isWaiting: boolean
}

/**
 * Everything that happened to a product, the newest first, a page at a time: what moved at a place (or at all, for an
 * empty one) and was counted, and who edited what of it.
 */
export function useHistory(product: () => string, place: () => string, kind: () => Kind) {
  const { till, business, money } = useTill()
  const { places, nameOf } = usePlaces()
  const shown = computed(() => (place() ? [place()] : places.value.map(({ id }) => id)))
  const stock = useStockStory(product, () => shown.value)
  const edits = useEdits(product)

  const found = useLive(() => productById(till.db, product()), null, product)
  const levels = useLive(() => levelsOfProduct(till.db, product()), [], product)
  const names = useLive(async () => {
    const [staff, tablets] = await Promise.all([people(till.db), devices(till.db)])
    return {
      people: new Map(staff.map(({ id, name }) => [id, name])),
      tablets: new Map(tablets.map(({ id, letter }) => [id, letter])),
    }
  }, null)

  const zone = computed(() => business.value?.zone ?? 'UTC')
  function whoOf(actorId: string, deviceId: string | null, locationId = ''): string {
    const tablet = names.value?.tablets.get(deviceId ?? '')
    return [
      names.value?.people.get(actorId) ?? 'Someone not known here yet',
      tablet ? `tablet ${tablet}` : '',
      place() === '' && locationId ? nameOf(locationId) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const timed = (at: number) => ({ day: dayOf(at, zone.value), clock: clockOf(at, zone.value) })

  function stockLine({ actorId, deviceId, locationId, ...line }: StockLine): Line {
    const who = whoOf(actorId, deviceId, locationId)
    return { ...line, ...timed(line.at), who, changes: [], isWaiting: false }
  }

  function editLine(edit: ProductEdit): Line {
    const { id, at, actorId, deviceId, isImported, isNew } = edit
    const what = isNew ? 'Added to the catalogue' : 'Edited'
    const changes = changesOf(edit, { money, placeOf: nameOf })
    return {
      ...{
        id,
        at,
        ...timed(at),
        who: whoOf(actorId, deviceId),
        what: isImported ? `${what} by a file` : what,
      },
      ...{ quantity: '', tone: 'plain', note: changes.length > 0 ? '' : 'Saved as it was', isUnclear: false },
      ...{ orderId: null, order: null, changes, isWaiting: edits.waiting.value.has(id) },
    }
  }

  const lines = computed(() => {
    const moved = kind() === 'edits' ? [] : stock.lines.value
    const edited = kind() === 'stock' ? [] : edits.edits.value
    // Where one of the two goes on, what the other has from before is not shown yet: a list has no holes.
    const from = Math.max(
      (kind() !== 'edits' && stock.hasMore.value && moved.at(-1)?.at) || 0,
      (kind() !== 'stock' && edits.hasMore.value && edited.at(-1)?.at) || 0,
    )
    return [...moved.map(stockLine), ...edited.map(editLine)]
      .filter(({ at }) => at >= from)
      .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  })

  return {
    product: found,
    level: computed(() =>
      levels.value
        .filter(({ locationId }) => shown.value.includes(locationId))
        .reduce((sum, { quantity }) => sum + quantity, 0),
    ),
    lines,
    isLoading: stock.isLoading,
    /** Whether this tablet is told what happens there. */
    isHere: stock.isHere,
    maySeeEdits: edits.maySee,
    problem: edits.problem,
    isAsking: edits.isAsking,
    hasMore: computed(
      () => (kind() !== 'edits' && stock.hasMore.value) || (kind() !== 'stock' && edits.hasMore.value),
    ),
    more() {
      if (stock.hasMore.value) stock.more()
      if (edits.hasMore.value) edits.more()
    },
  }
}
