import { computed, ref, shallowRef, watch } from 'vue'
import type { ActKind, ActsQuery, ActsStand, ToldAct } from '#shared/acts.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { devices, people } from '../../data/queries.ts'
import { download } from '../app/download.ts'
import { byName } from '../app/names.ts'
import { useAddress } from '../app/useAddress.ts'
import { useMoment } from '../app/useMoment.ts'
import { useTill } from '../app/useTill.ts'
import { actsFile } from './actsFile.ts'

/** So many are put into one file; beyond that a shorter time is asked for. */
const mostInFile = 20_000

/** What was done by whom, as the server has it, as far as the address asks for it. */
export function useActs() {
  const { till, business } = useTill()
  const { moment } = useMoment()
  const { choice, word } = useAddress()
  const kind = choice('kind', ['all', 'people', 'tablets', 'goods', 'settings', 'exceptions'])
  const [who, from, to] = [word('who'), word('from'), word('to')]
  const acts = shallowRef<readonly ToldAct[] | null>(null)
  const stand = shallowRef<ActsStand | null>(null)
  const [problem, isBusy] = [ref(''), ref(false)]

  const names = useLive(
    async () => {
      const [known, tablets] = await Promise.all([people(till.db), devices(till.db)])
      return {
        people: known.toSorted((a, b) => byName(a.name, b.name)),
        tablets: new Map(tablets.map(({ id, name, letter }) => [id, `${letter} · ${name}`])),
      }
    },
    { people: [], tablets: new Map<string, string>() },
  )
  const whoOf = (id: string | null) =>
    id === null
      ? 'The server’s command line'
      : (names.value.people.find((one) => one.id === id)?.name ?? 'Nobody known')
  const tabletOf = (id: string | null) => (id === null ? '' : (names.value.tablets.get(id) ?? 'A tablet'))

  const query = computed((): ActsQuery => {
    const zone = business.value?.zone ?? 'UTC'
    return {
      ...(kind.value === 'all' ? {} : { kind: kind.value satisfies ActKind }),
      ...(who.value ? { who: who.value } : {}),
      ...(isDay(from.value) ? { from: instantOf(`${from.value}T00:00:00`, zone) } : {}),
      ...(isDay(to.value) ? { until: instantOf(`${dayAfter(to.value)}T00:00:00`, zone) } : {}),
    }
  })

  async function load(isMore = false) {
    const asked = query.value
    isBusy.value = true
    const answer = await till.office
      .acts(asked, isMore ? stand.value : null)
      .finally(() => (isBusy.value = false))
    if (asked !== query.value) return
    problem.value = answer.ok ? '' : answer.sentence
    if (!answer.ok) return
    acts.value = [...(isMore ? (acts.value ?? []) : []), ...answer.value.acts]
    stand.value = answer.value.before
  }

  /** All that is asked for, not only what is shown. */
  async function toFile() {
    const all: ToldAct[] = []
    let before: ActsStand | null = null
    isBusy.value = true
    try {
      do {
        const answer = await till.office.acts(query.value, before)
        if (!answer.ok) return void (problem.value = answer.sentence)
        all.push(...answer.value.acts)
        before = answer.value.before
      } while (before !== null && all.length < mostInFile)
    } finally {
      isBusy.value = false
    }
    const text = actsFile(all, { who: whoOf, tablet: tabletOf, moment })
    const day = dayOf(Date.now(), business.value?.zone ?? 'UTC')
    download({ name: `who-did-what-${day}.csv`, text, type: 'text/csv' })
    if (before !== null)
      problem.value = `The file holds the latest ${all.length}. Choose a shorter time for the rest.`
  }

  watch(query, () => void load(), { immediate: true })
  return {
    ...{ kind, who, from, to, acts, problem, isBusy, names, whoOf, tabletOf, moment, toFile },
    hasMore: computed(() => stand.value !== null),
    more: () => load(true),
    again: () => load(),
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
