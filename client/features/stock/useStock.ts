import { computed } from 'vue'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { foundIn } from '../catalogue/listing.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { passes, shelfFilters, shelfRows } from './shelf.ts'
import { useLevels } from './useLevels.ts'

const everywhere = 'all'

/** What lies where, as the address asks for it. */
export function useStock() {
  const { places, here, options } = usePlaces()
  const address = useAddress()
  const { products, listing } = useCatalogue()

  const query = address.typed('q')
  const filter = address.choice('show', shelfFilters)
  const place = computed({
    get: () => address.read('at') || here.value,
    set: (id) => void address.write({ at: id === here.value ? '' : id }),
  })
  const isEverywhere = computed(() => place.value === everywhere)
  const shown = computed(() => places.value.filter(({ id }) => isEverywhere.value || id === place.value))
  const placeOptions = computed(() =>
    options.value.length > 1
      ? [...options.value, { value: everywhere, label: 'All locations' }]
      : options.value,
  )

  const levels = useLevels(() => shown.value.map(({ id }) => id))
  const found = computed(() => {
    const some = foundIn(listing.value, query.value).map(({ product }) => product)
    return shelfRows(some, levels.value ?? nothing, shown.value)
  })
  const rows = computed(() => found.value.filter((row) => passes(row, filter.value)))
  const filters = computed(() =>
    shelfFilters.map((value) => ({
      value,
      label: filterLabels[value],
      count: found.value.filter((row) => passes(row, value)).length,
    })),
  )

  return {
    isLoading: computed(() => products.value === null || levels.value === null),
    isBare: computed(() => found.value.length === 0 && query.value === ''),
    rows,
    query,
    filter,
    filters,
    place,
    placeOptions,
    shown,
    isEverywhere,
    /** Where an action starts: the place looked at, or this tablet's where that is all of them. */
    actingAt: computed(() => (isEverywhere.value ? here.value : place.value)),
  }
}

const nothing: ReadonlyMap<string, { quantity: number }> = new Map()
const filterLabels = { all: 'All', low: 'Low', 'sold-out': 'Sold out' } as const
