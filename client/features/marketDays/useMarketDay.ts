import { computed } from 'vue'
import { spanOf } from '#shared/marketDay.ts'
import type { Level, Product } from '#shared/rows.ts'
import { windowStart } from '#shared/scope.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { hasBookOf, levelsAt, people } from '../../data/queries.ts'
import { loadedFor, marketDays, shelvesAt } from '../../data/shelves.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { figureRows, loadRows, wholeOf } from './dayRows.ts'

/** One market day with all that happened on it, as far as this tablet knows. */
export function useMarketDay(id: () => string, now: () => number = () => Date.now()) {
  const { till, business } = useTill()
  const { read, write, choice } = useAddress()
  const { nameOf } = usePlaces()
  const { products } = useCatalogue()
  const zone = computed(() => business.value?.zone ?? 'UTC')
  const found = useLive(load, null, () => [id(), zone.value])

  async function load() {
    const { db } = till
    const days = await marketDays(db)
    const day = days.find((one) => one.id === id()) ?? null
    const blank = {
      day,
      days,
      staff: await people(db),
      moved: [],
      stored: new Map<string, Level>(),
      stalls: [],
    }
    if (!day) return blank
    const since = windowStart(now())
    const [moved, stored, stalls] = await Promise.all([
      loadedFor(db, day.id),
      levelsAt(db, day.storeId),
      Promise.all(
        day.locationIds.map(async (locationId) => {
          const span = spanOf(day, locationId, days, zone.value)
          const isHeld = (await hasBookOf(db, locationId)) && span.from >= since
          return { locationId, span, isHeld, shelves: await shelvesAt(db, locationId, span.from, since) }
        }),
      ),
    ])
    return { ...blank, moved, stored, stalls }
  }

  const day = computed(() => found.value?.day ?? null)
  const stalls = computed(() => found.value?.stalls ?? [])
  // The map stays the same while what is around it tells of changes.
  const catalogue = () => products.value?.byId ?? nothing
  const today = computed(() => dayOf(now(), zone.value))

  /** The stall looked at; `all` only where there are several. */
  const place = computed({
    get: () => stalls.value.find(({ locationId }) => locationId === read('at'))?.locationId ?? 'all',
    set: (at) => void write({ at: at === 'all' ? '' : at }),
  })
  const stall = computed(() => (place.value === 'all' ? (stalls.value[0]?.locationId ?? '') : place.value))
  const spanAt = (locationId: string) =>
    stalls.value.find((one) => one.locationId === locationId)?.span ?? { from: 0, to: 0 }
  const rowsAt = (at: string) => {
    const shelves = stalls.value
      .filter((one) => at === 'all' || one.locationId === at)
      .flatMap((one) => one.shelves)
    return figureRows(shelves, spanAt, catalogue())
  }
  const stallRows = computed(() => rowsAt(stall.value))
  const rows = computed(() => rowsAt(place.value))
  const loadOf = (locationId: string) =>
    day.value === null
      ? []
      : loadRows(
          day.value,
          locationId,
          found.value?.moved ?? [],
          catalogue(),
          (productId) => found.value?.stored.get(productId)?.quantity ?? 0,
        )

  return {
    isLooking: computed(() => found.value === null || products.value === null),
    ...{ day, stalls, place, stall, rows, stallRows, loadOf, nameOf, today },
    days: computed(() => found.value?.days ?? []),
    staff: computed(() => found.value?.staff ?? []),
    tab: choice('show', ['load', 'during', 'back', 'closing']),
    load: computed(() => loadOf(stall.value)),
    whole: computed(() => wholeOf(rows.value)),
    /** Places whose book this tablet does not hold, or not any more for a day so long ago. */
    missing: computed(() =>
      stalls.value.filter(({ isHeld }) => !isHeld).map((one) => nameOf(one.locationId)),
    ),
  }
}

const nothing: ReadonlyMap<string, Product> = new Map()
