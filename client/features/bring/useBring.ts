import { computed, ref, shallowRef, watch } from 'vue'
import type { ForecastAnswer, ForecastQuestion, Service } from '#shared/forecast/answer.ts'
import { dayAfter } from '#shared/marketDay.ts'
import { dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { marketDays } from '../../data/shelves.ts'
import { nearDayText } from '../app/days.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'

const [usual, ...others] = ['90', '80', '95'] as const satisfies Service[]

/** What to bring to a stall on a day, as the address asks for it; without one, for the next day that is planned there. */
export function useBring(now: () => number = () => Date.now()) {
  const { till, business } = useTill()
  const { read, write, choice } = useAddress()
  const { places, here, nameOf } = usePlaces()
  const days = useLive(() => marketDays(till.db), null)
  const answer = shallowRef<ForecastAnswer | null>(null)
  const [problem, isBusy] = [ref(''), ref(false)]

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

  async function ask() {
    const asked = question.value
    if (!asked) return
    isBusy.value = true
    const heard = await till.office.forecast(asked).finally(() => (isBusy.value = false))
    if (asked !== question.value) return
    problem.value = heard.ok ? '' : heard.sentence
    answer.value = heard.ok ? heard.value : null
  }
  watch(
    () => JSON.stringify(question.value),
    () => void ask(),
    { immediate: true },
  )

  return {
    ...{ answer, problem, isBusy, stall, date, day, planned, service, today, nameOf, ask },
    stalls: computed(() => selling.value.map(({ id, name }) => ({ value: id, label: name }))),
    rows: computed(() => answer.value?.rows ?? []),
    dayText: (on: string) => nearDayText(on, today.value),
  }
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at)
}
