import { computed } from 'vue'
import type { Order } from '#shared/rows.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { flaggedOrders } from '../../data/orders.ts'
import { type Filling, fillingOf } from '../../data/queries.ts'
import { ordersIn } from '../../data/orderQueries.ts'
import { waitingOrderIds } from '../../data/entryQueries.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlace } from '../app/usePlace.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { byDay, inARow } from './finding.ts'
import { firstDue } from './promise.ts'
import { useFinder } from './useFinder.ts'
import { useNow } from './useNow.ts'
import { useOrderFilter } from './useOrderFilter.ts'

const mostOpen = 300
const noIds: ReadonlySet<string> = new Set()

/** The orders on this tablet: those that still move along here, and all of them as far as they are looked for. */
export function useOrders() {
  const { till, device, business } = useTill()
  const { location } = usePlace()
  const { nameOf } = usePlaces()
  const { read, write } = useAddress()
  const now = useNow()
  const zone = computed(() => business.value?.zone ?? 'UTC')

  const { at, finder, turn, isWhole } = useFinder(till)
  const open = useOrderFilter(() => zone.value)
  const filling = useLive<Filling>(() => fillingOf(till.db), 'whole')
  const moving = useLive<readonly Order[]>(async () => {
    const [processing, ready] = await Promise.all([
      ordersIn(till.db, 'processing', mostOpen),
      ordersIn(till.db, 'ready', mostOpen),
    ])
    return [...processing, ...ready]
  }, [])
  const waiting = useLive<ReadonlySet<string>>(() => waitingOrderIds(till.db), noIds)
  const isFlaggedAsked = () => open.fields.standing.value === 'flagged'
  const flagged = useLive<ReadonlySet<string>>(
    () => flaggedOrders(till.db, isFlaggedAsked()),
    noIds,
    isFlaggedAsked,
  )

  const openHere = computed(() =>
    moving.value.filter(({ locationId }) => locationId === device.value?.locationId).sort(firstDue),
  )
  const sorting = open.fields.sorting
  const items = computed(() => {
    const found = at(turn.value).find(open.filter.value, sorting.value, (id) => flagged.value.has(id))
    return sorting.value === 'newest' ? byDay(found, zone.value) : inARow(found)
  })
  const size = computed(() => at(turn.value).size)
  const view = computed({
    get: () => {
      const asked = read('view')
      if (asked === 'list' || asked === 'board') return asked
      return !open.isAsked.value && (location.value?.prepares || openHere.value.length > 0) ? 'board' : 'list'
    },
    set: (value: 'board' | 'list') => void write({ view: value }),
  })

  return {
    view,
    open,
    items,
    openHere,
    waiting,
    flagged,
    now,
    today: computed(() => dayOf(now.value, zone.value)),
    zone,
    isWhole,
    isLoading: computed(() => size.value === 0 && (!isWhole.value || filling.value !== 'whole')),
    isEmpty: computed(() => size.value === 0),
    isHere: (id: string) => finder.has(id),
    /** Named only where it is not here. */
    placeOf: ({ locationId }: { locationId: string }) =>
      locationId === device.value?.locationId ? '' : nameOf(locationId),
  }
}
