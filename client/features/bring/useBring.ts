import { computed } from 'vue'
import type { ForecastQuestion, Service } from '#shared/forecast/answer.ts'
import { dayAfter } from '#shared/marketDay.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { marketDays } from '../../data/shelves.ts'
import { nearDayText } from '../app/days.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { forecastReport } from '../reports/kinds.ts'
import { useReport } from '../reports/useReport.ts'

const [usual, ...others] = ['90', '80', '95'] as const satisfies Service[]

/** What to bring to a stall on a day, as the address asks for it; without one, for the next day that is planned there. */
export function useBring(now: () => number = () => Date.now()) {
  const { till, business } = useTill()
  const { read, write, choice } = useAddress()
  const { places, here, nameOf } = usePlaces()
  const days = useLive(() => marketDays(till.db), null)

  const today = computed(() => dayOf(now(), business.value?.zone ?? 'UTC'))
  const selling = computed(() => places.value.filter(({ kind }) => kind !== 'store'))
  const stall = computed({
    get: () =>
      [read('at'), here.value].find((id) => selling.value.some((place) => place.id === id)) ??
      selling.value[0]?.id ??
      '',
    set: (at) => void write({ at, on: '' }, 'push'),
  })
  const planned = computed(() =>
    (days.value ?? [])
      .filter(
        ({ on, active, locationIds }) => active && on >= today.value && locationIds.includes(stall.value),
      )
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
  )
  const date = computed({
    get: () => (isDay(read('on')) ? read('on') : (planned.value[0]?.on ?? dayAfter(today.value))),
    set: (on) => void write({ on }),
  })
  const day = computed(() => planned.value.find(({ on }) => on === date.value) ?? null)
  const service = choice('enough', [usual, ...others])
  const question = computed((): ForecastQuestion | null =>
    stall.value && days.value ? { date: date.value, location: stall.value, service: service.value } : null,
  )

  const report = useReport(forecastReport, () => question.value, 60_000)

  return {
    ...{ report, stall, date, day, planned, service, today, nameOf },
    stalls: computed(() => selling.value.map(({ id, name }) => ({ value: id, label: name }))),
    rows: computed(() => report.answer.value?.rows ?? []),
    dayText: (on: string) => nearDayText(on, today.value),
  }
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at)
}
