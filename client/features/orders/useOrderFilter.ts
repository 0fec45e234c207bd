import { computed } from 'vue'
import { type OrderFilter, PaidBy, Standing } from '#shared/finding.ts'
import type { Person } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { people } from '../../data/queries.ts'
import { byName } from '../app/names.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { sortings } from './finder.ts'
import { boundsOf, isDay } from './finding.ts'
import { statusWords } from './words.ts'

const standings = ['all', ...Standing.options] as const
const standingWords = { all: 'All', ...statusWords, due: 'Money due', flagged: 'To look at' }
const ways = ['all', ...PaidBy.options] as const
const wayWords = {
  all: 'Any way',
  cash: 'Cash',
  card: 'Card terminal',
  other: 'Other',
  later: 'Paid later',
  unpaid: 'Still to pay',
}
const sortWords = {
  newest: 'Newest first',
  promised: 'Promised soonest',
  total: 'Largest first',
  customer: 'By customer',
}

/** What is looked for among the orders, all of it in the address. */
export function useOrderFilter(zone: () => string) {
  const { till } = useTill()
  const { word, choice, typed, write } = useAddress()
  const { places } = usePlaces()
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])

  const text = typed('q')
  const standing = choice('status', standings)
  const [day, place, person] = [word('day'), word('at'), word('by')]
  const paidBy = choice('paid', ways)
  const sorting = choice('sort', sortings)

  const filter = computed((): OrderFilter => {
    const said = text.value.trim().slice(0, 100)
    return {
      ...(said ? { text: said } : {}),
      ...(isDay(day.value) ? boundsOf(day.value, zone()) : {}),
      ...(place.value ? { locationId: place.value } : {}),
      ...(person.value ? { actorId: person.value } : {}),
      ...(paidBy.value === 'all' ? {} : { paidBy: paidBy.value }),
      ...(standing.value === 'all' ? {} : { standing: standing.value }),
    }
  })

  /** Those that stand behind a button where there is little room. */
  const chosen = computed(
    () => [day.value, place.value, person.value].filter(Boolean).length + Number(paidBy.value !== 'all'),
  )

  function clear() {
    text.value = ''
    void write({ q: '', status: '', day: '', at: '', by: '', paid: '' })
  }

  return {
    fields: { text, standing, day, place, person, paidBy, sorting },
    options: {
      standings: standings.map((value) => ({ value, label: standingWords[value] })),
      ways: ways.map((value) => ({ value, label: wayWords[value] })),
      sortings: sortings.map((value) => ({ value, label: sortWords[value] })),
      places: computed(() => [
        { value: '', label: 'Everywhere' },
        ...places.value.map(({ id, name }) => ({ value: id, label: name })),
      ]),
      people: computed(() => [
        { value: '', label: 'Everyone' },
        ...[...everyone.value]
          .sort((a, b) => byName(a.name, b.name))
          .map(({ id, name }) => ({ value: id, label: name })),
      ]),
    },
    filter,
    chosen,
    isAsked: computed(() => Object.keys(filter.value).length > 0),
    clear,
  }
}

export type OpenFilter = ReturnType<typeof useOrderFilter>
