import { computed, ref } from 'vue'
import type { Order } from '#shared/rows.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import {
  type Filling,
  fillingOf,
  ordersIn,
  ordersNumbered,
  recentOrders,
  waitingOrderIds,
} from '../../data/queries.ts'
import { usePlace } from '../app/usePlace.ts'
import { useTill } from '../app/useTill.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { byDay, isMatch, isOf } from './finding.ts'
import { firstDue } from './promise.ts'
import { useNow } from './useNow.ts'
import { statusWords } from './words.ts'

const batch = 1_000
const mostOpen = 300
const noIds: ReadonlySet<string> = new Set()

/** The orders on this tablet: those that still move along here, and all of them as far as they are looked for. */
export function useOrders() {
  const { till, device, business } = useTill()
  const { location } = usePlace()
  const { nameOf } = usePlaces()
  const { read, write, choice, typed } = useAddress()
  const now = useNow()

  const text = typed('q')
  const status = choice('status', ['all', 'processing', 'ready', 'completed', 'cancelled', 'due'])
  const limit = ref(batch)

  const recent = useLive<readonly Order[] | null>(
    () => recentOrders(till.db, limit.value),
    null,
    () => limit.value,
  )
  const filling = useLive<Filling>(() => fillingOf(till.db), 'whole')
  // A number finds orders that are older than those the list has fetched.
  const numbered = useLive<readonly Order[]>(
    async () => (/\d/.test(text.value) ? ordersNumbered(till.db, text.value.trim(), 50) : []),
    [],
    () => text.value,
  )
  const open = useLive<readonly Order[]>(async () => {
    const [processing, ready] = await Promise.all([
      ordersIn(till.db, 'processing', mostOpen),
      ordersIn(till.db, 'ready', mostOpen),
    ])
    return [...processing, ...ready]
  }, [])
  const waiting = useLive<ReadonlySet<string>>(() => waitingOrderIds(till.db), noIds)

  const openHere = computed(() =>
    open.value.filter(({ locationId }) => locationId === device.value?.locationId).sort(firstDue),
  )
  const all = computed(() => {
    const orders = [...(recent.value ?? []), ...numbered.value]
    return [...new Map(orders.map((order) => [order.id, order])).values()]
  })
  const found = computed(() =>
    all.value.filter((order) => isOf(order, status.value) && isMatch(order, text.value)),
  )
  const zone = computed(() => business.value?.zone ?? 'UTC')
  const view = computed({
    get: () => {
      const asked = read('view')
      if (asked === 'list' || asked === 'board') return asked
      const isSearching = text.value !== '' || status.value !== 'all'
      return !isSearching && (location.value?.prepares || openHere.value.length > 0) ? 'board' : 'list'
    },
    set: (value: 'board' | 'list') => void write({ view: value }),
  })

  return {
    view,
    text,
    status,
    statuses: [
      { value: 'all' as const, label: 'All' },
      ...(['processing', 'ready', 'completed', 'cancelled'] as const).map((value) => ({
        value,
        label: statusWords[value],
      })),
      { value: 'due' as const, label: 'Money due' },
    ],
    items: computed(() => byDay(found.value, zone.value)),
    openHere,
    waiting,
    now,
    today: computed(() => dayOf(now.value, zone.value)),
    zone,
    isLoading: computed(
      () => recent.value === null || (recent.value.length === 0 && filling.value !== 'whole'),
    ),
    isEmpty: computed(() => recent.value?.length === 0),
    hasMore: computed(() => recent.value?.length === limit.value),
    fetchMore: () => (limit.value += batch),
    /** Named only where it is not here. */
    placeOf: (order: Order) =>
      order.locationId === device.value?.locationId ? '' : nameOf(order.locationId),
  }
}
