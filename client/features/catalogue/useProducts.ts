import { computed } from 'vue'
import type { Product } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { products } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { matches } from './search.ts'
import { useAddress } from '../app/useAddress.ts'
import { byName } from '../app/names.ts'

const states = ['active', 'archived', 'all'] as const

/** The catalogue, as the address asks for it. */
export function useProducts() {
  const { till } = useTill()
  const address = useAddress()
  const all = useLive<Product[] | null>(() => products(till.db), null)

  const query = address.typed('q')
  const category = address.word('category')
  const state = address.choice('show', states)

  const categories = computed(() =>
    [...new Set((all.value ?? []).map((product) => product.category))].filter(Boolean).sort(byName),
  )
  const found = computed(() =>
    (all.value ?? [])
      .filter((product) => !category.value || product.category === category.value)
      .filter((product) => matches(query.value, product.name, product.category, product.sku, product.barcode))
      .sort((a, b) => byName(a.name, b.name)),
  )
  const isIn = (product: Product, which: (typeof states)[number]) =>
    which === 'all' || product.active === (which === 'active')

  return {
    all: computed(() => all.value ?? []),
    isLoading: computed(() => all.value === null),
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
    edit: (id: string) => address.write({ edit: id }, 'push'),
    editing: computed(() => address.read('edit')),
  }
}

const stateLabels = { active: 'On sale', archived: 'Archived', all: 'All' } as const
