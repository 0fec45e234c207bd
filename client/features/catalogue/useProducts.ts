import { computed } from 'vue'
import type { Product } from '#shared/rows.ts'
import { useTill } from '../app/useTill.ts'
import { inOrder } from './categories.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { foundIn } from './listing.ts'
import { useAddress } from '../app/useAddress.ts'
import { byName } from '../app/names.ts'

const states = ['active', 'archived', 'all'] as const

/** The catalogue, as the address asks for it. */
export function useProducts() {
  const { business } = useTill()
  const address = useAddress()
  const { products: all, listing } = useCatalogue()

  const query = address.typed('q')
  const category = address.word('category')
  const state = address.choice('show', states)

  const categories = computed(() =>
    inOrder(
      business.value?.categories,
      [...new Set(listing.value.map(({ product }) => product.category))].filter(Boolean).sort(byName),
    ),
  )
  const ranks = computed(() => new Map(listing.value.map(({ product, rank }) => [product.id, rank])))
  const found = computed(() =>
    foundIn(listing.value, query.value)
      .map(({ product }) => product)
      .filter((product) => !category.value || product.category === category.value),
  )
  const isIn = (product: Product, which: (typeof states)[number]) =>
    which === 'all' || product.active === (which === 'active')

  return {
    all: computed(() => [...(all.value?.byId.values() ?? [])]),
    byId: (id: string | undefined) => (id === undefined ? null : (all.value?.byId.get(id) ?? null)),
    isLoading: computed(() => all.value === null),
    /** What a product is sorted by among the others. */
    rankOf: ({ id }: Product) => ranks.value.get(id) ?? '',
    rows: computed(() => found.value.filter((product) => isIn(product, state.value))),
    query,
    category,
    categories,
    state,
    states: computed(() =>
      states.map((value) => ({
        value,
        label: stateLabels[value],
        count: found.value.filter((product) => isIn(product, value)).length,
      })),
    ),
    edit: (id: string) => address.write({ edit: id, of: '' }, 'push'),
    addVariant: ({ id }: Product) => address.write({ edit: 'new', of: id }, 'push'),
    /** The product that a new one is to be a variant of. */
    newOf: computed(() => address.read('of')),
    /** What was scanned on the till and nobody knew. */
    barcode: computed(() => address.read('barcode')),
    editing: computed(() => address.read('edit')),
  }
}

const stateLabels = { active: 'On sale', archived: 'Archived', all: 'All' } as const
