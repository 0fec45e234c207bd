import { computed } from 'vue'
import type { MarketDay } from '#shared/marketDay.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { marketDays } from '../../data/shelves.ts'
import { nearDayText } from '../app/days.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { listed } from './words.ts'

/** The market days that are planned and those that were, as the address asks for them. */
export function useMarketDays(now: () => number = () => Date.now()) {
  const { till, business } = useTill()
  const { choice } = useAddress()
  const { nameOf } = usePlaces()
  const all = useLive<MarketDay[] | null>(() => marketDays(till.db), null)
  const staff = useLive(() => people(till.db), [])
  const when = choice('when', ['upcoming', 'past'])

  const today = computed(() => dayOf(now(), business.value?.zone ?? 'UTC'))
  const split = computed(() => Map.groupBy(all.value ?? [], ({ on }) => on < today.value))
  const rows = computed(() =>
    when.value === 'past'
      ? (split.value.get(true) ?? []).sort((a, b) => (a.on < b.on ? 1 : -1))
      : (split.value.get(false) ?? []).sort((a, b) => (a.on < b.on ? -1 : 1)),
  )
  const whens = computed(() => [
    { value: 'upcoming' as const, label: 'Upcoming', count: split.value.get(false)?.length ?? 0 },
    { value: 'past' as const, label: 'Past', count: split.value.get(true)?.length ?? 0 },
  ])

  return {
    ...{ all, staff, rows, when, whens },
    dayText: (day: MarketDay) => nearDayText(day.on, today.value),
    placesText: (day: MarketDay) => listed(day.locationIds.map(nameOf)) || '–',
    staffText: (day: MarketDay) => listed(namesOf(day)) || '–',
    loadSize: (day: MarketDay) => Object.values(day.load).reduce((sum, quantity) => sum + quantity, 0),
  }

  function namesOf(day: MarketDay): string[] {
    return day.staff.map((id) => staff.value.find((person) => person.id === id)?.name ?? 'Someone')
  }
}
