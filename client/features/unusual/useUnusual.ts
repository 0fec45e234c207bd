import { computed, ref, shallowRef, watch } from 'vue'
import { dayOf } from '#shared/time.ts'
import type { UnusualAnswer } from '#shared/unusual.ts'
import { UnusualQuestion } from '#shared/unusual.ts'
import * as v from 'valibot'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { useAddress } from '../app/useAddress.ts'
import { useMoment } from '../app/useMoment.ts'
import { useTill } from '../app/useTill.ts'

const [day, usualDays] = [86_400_000, 28]

/** What differed from the usual on some days: the last four weeks, where the address does not say which. */
export function useUnusual(now: () => number = () => Date.now()) {
  const { till, business, money } = useTill()
  const { moment } = useMoment()
  const { read, write } = useAddress()
  const staff = useLive(() => people(till.db), [])
  const answer = shallowRef<UnusualAnswer | null>(null)
  const problem = ref('')

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

  async function ask() {
    const asked = question.value
    answer.value = null
    problem.value = asked ? '' : 'Choose two days, the earlier one first, at most three months apart.'
    if (!asked) return
    const heard = await till.office.unusual(asked)
    if (asked !== question.value) return
    problem.value = heard.ok ? '' : heard.sentence
    answer.value = heard.ok ? heard.value : null
  }
  watch(
    () => `${from.value} ${to.value}`,
    () => void ask(),
    { immediate: true },
  )

  return {
    ...{ answer, problem, from, to, ask, money, moment },
    nameOf: (id: string) =>
      staff.value.find((person) => person.id === id)?.name ?? 'Somebody not known here yet',
    isQuiet: computed(() => answer.value?.conduct.length === 0 && answer.value.far.length === 0),
  }
}
