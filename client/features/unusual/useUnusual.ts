import { computed } from 'vue'
import { dayOf } from '#shared/time.ts'
import { UnusualQuestion } from '#shared/unusual.ts'
import * as v from 'valibot'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { useAddress } from '../app/useAddress.ts'
import { useMoment } from '../app/useMoment.ts'
import { useTill } from '../app/useTill.ts'
import { unusualReport } from '../reports/kinds.ts'
import { daysText } from '../reports/period.ts'
import { useReport } from '../reports/useReport.ts'

const [day, usualDays] = [86_400_000, 28]

/** What differed from the usual on some days: the last four weeks, where the address does not say which. */
export function useUnusual(now: () => number = () => Date.now()) {
  const { till, business, money } = useTill()
  const { moment } = useMoment()
  const { read, write } = useAddress()
  const staff = useLive(() => people(till.db), [])

  const zone = computed(() => business.value?.zone ?? 'UTC')
  const bound = (name: string, otherwise: () => number) =>
    computed({
      get: () => read(name) || dayOf(otherwise(), zone.value),
      set: (on) => void write({ [name]: on }),
    })
  const from = bound('from', () => now() - (usualDays - 1) * day)
  const to = bound('to', now)
  const question = computed(() => {
    const asked = v.safeParse(UnusualQuestion, { from: from.value, to: to.value })
    return asked.success ? asked.output : null
  })

  const report = useReport(unusualReport, () => question.value, 60_000)
  return {
    ...{ report, from, to, money, moment },
    mistake: computed(() =>
      question.value ? '' : 'Choose two days, the earlier one first, at most three months apart.',
    ),
    nameOf: (id: string) =>
      staff.value.find((person) => person.id === id)?.name ?? 'Somebody not known here yet',
    words: computed(() =>
      question.value ? daysText(question.value) : 'What differs from how it usually goes',
    ),
  }
}
