import { computed } from 'vue'
import type { Level, Product } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { allLevels, products } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { isFound, passes, shelfFilters, shelfRows } from './shelf.ts'
import { byName } from '../app/names.ts'

const everywhere = 'all'

/** What lies where, as the address asks for it. */
export function useStock() {
  const { till } = useTill()
  const { places, here, options } = usePlaces()
  const address = useAddress()
  const catalogue = useLive<Product[] | null>(() => products(till.db), null)
  const levels = useLive<Level[]>(() => allLevels(till.db), [])

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

  const shelf = computed(() =>
    shelfRows(catalogue.value ?? [], levels.value, shown.value).sort((a, b) =>
      byName(a.product.name, b.product.name),
    ),
  )
  const found = computed(() => shelf.value.filter(({ product }) => isFound(product, query.value)))
  const rows = computed(() => found.value.filter((row) => passes(row, filter.value)))
  const filters = computed(() =>
    shelfFilters.map((value) => ({
      value,
      label: filterLabels[value],
      count: found.value.filter((row) => passes(row, value)).length,
    })),
  )

  return {
    isLoading: computed(() => catalogue.value === null),
    isBare: computed(() => shelf.value.length === 0),
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

const filterLabels = { all: 'All', low: 'Low', 'sold-out': 'Sold out' } as const
