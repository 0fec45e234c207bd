import { computed } from 'vue'
import type { Exception } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { devices, exceptions, people, productNames } from '../../data/queries.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { type About, adviceOn, subjectOf } from './words.ts'

/** An exception as it is listed. */
export interface Listed {
  id: string
  about: About
  resolved: Exception['resolved']
  title: string
  subject: string
  who: string
  where: string
}

/** What a manager should look at, newest first, as far as it is looked for. */
export function useExceptions() {
  const { till } = useTill()
  const { nameOf } = usePlaces()
  const { choice, typed, read, write } = useAddress()
  const state = choice('state', ['open', 'resolved'])
  const text = typed('q')

  const all = useLive<readonly Exception[] | null>(() => exceptions(till.db), null)
  const names = useLive(async () => {
    const [known, tablets] = await Promise.all([people(till.db), devices(till.db)])
    return {
      people: new Map(known.map(({ id, name }) => [id, name])),
      tablets: new Map(tablets.map(({ id, letter }) => [id, letter])),
    }
  }, null)

  const listed = computed(() =>
    (all.value ?? [])
      .flatMap(({ id, about, resolved }): Listed[] => {
        if (!about) return []
        const [first = ''] = about.codes
        const tablet = names.value?.tablets.get(about.deviceId)
        const place = about.locationId ? nameOf(about.locationId) : ''
        return [
          {
            ...{ id, about, resolved, subject: subjectOf(about), title: adviceOn(first).title },
            who: names.value?.people.get(about.actorId ?? '') ?? 'Nobody known',
            where: [place, tablet ? `tablet ${tablet}` : ''].filter(Boolean).join(', '),
          },
        ]
      })
      .sort((a, b) => b.about.at - a.about.at),
  )
  const open = computed(() => listed.value.filter(({ resolved }) => !resolved))
  const shown = computed(() => {
    const words = text.value.trim().toLowerCase()
    const some = state.value === 'open' ? open.value : listed.value.filter(({ resolved }) => resolved)
    if (words === '') return some
    return some.filter(({ subject, who, where, about }) =>
      [subject, who, where, ...about.codes.map((code) => adviceOn(code).title)].some((said) =>
        said.toLowerCase().includes(words),
      ),
    )
  })
  const chosen = computed(() => listed.value.find(({ id }) => id === read('look')) ?? null)
  const products = useLive<readonly string[]>(
    async () => (chosen.value?.about.productIds ? productNames(till.db, chosen.value.about.productIds) : []),
    [],
    () => chosen.value?.id,
  )

  return {
    state,
    text,
    isLoading: computed(() => all.value === null),
    isQuiet: computed(() => all.value !== null && listed.value.length === 0),
    size: computed(() => open.value.length),
    shown,
    chosen,
    products,
    personOf: (id: string) => names.value?.people.get(id) ?? 'Nobody known',
    look: (id: string) => void write({ look: id }, id ? 'push' : 'replace'),
    resolve: (id: string, reason: string) =>
      till.record('exception.resolve', { exceptionId: id, reason: reason.trim() }),
  }
}
