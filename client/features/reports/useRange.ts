import { computed } from 'vue'
import type { RangeQuestion } from '#shared/reports.ts'
import { dayOf } from '#shared/time.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { useNow } from '../orders/useNow.ts'
import { beside, type Days, daysOf, daysText, ownDays, type Period, periods } from './period.ts'

export type Range = ReturnType<typeof useRange>

/** Which days and which stall a report is about, as the address has it: each choice is a step to go back from. */
export function useRange() {
  const { business } = useTill()
  const { all, nameOf, places } = usePlaces()
  const { read, write } = useAddress()
  const now = useNow()
  const today = computed(() => dayOf(now.value, business.value?.zone ?? 'UTC'))

  const period = computed<Period>({
    get: () => periods.find((one) => one === read('period')) ?? periods[0],
    set: (next) => {
      const own = next === 'own' ? { from: days.value.from, to: days.value.to } : { from: '', to: '' }
      void write({ period: next === periods[0] ? '' : next, ...own }, 'push')
    },
  })
  const days = computed<Days>(() =>
    period.value === 'own'
      ? ownDays(read('from'), read('to'), today.value)
      : daysOf(period.value, today.value),
  )
  const from = computed({
    get: () => read('from'),
    set: (day) => void write({ from: day }),
  })
  const to = computed({
    get: () => read('to'),
    set: (day) => void write({ to: day }),
  })
  const location = computed({
    get: () => (all.value?.every(({ id }) => id !== read('at')) ? '' : read('at')),
    set: (id) => void write({ at: id }, 'push'),
  })

  const isLast = computed(() => days.value.to >= today.value)

  /** To the stretch before or after, as days of one's own. */
  function turn(way: -1 | 1) {
    const next = beside(period.value, days.value, way)
    void write({ period: 'own', from: next.from, to: next.to < today.value ? next.to : today.value }, 'push')
  }

  return {
    ...{ period, from, to, location, days, today, isLast, turn },
    stalls: computed(() => [
      { value: '', label: 'All places' },
      ...places.value.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    /** "1–26 Nov 2026 · Leith Saturday". */
    words: computed(
      () => `${daysText(days.value)} · ${location.value ? nameOf(location.value) : 'all places'}`,
    ),
    question: computed((): RangeQuestion => ({
      ...days.value,
      ...(location.value ? { location: location.value } : {}),
    })),
  }
}
