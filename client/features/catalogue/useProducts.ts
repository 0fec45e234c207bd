import { computed } from 'vue'
import { barcodesOf, titleOf } from '#shared/catalogue.ts'
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
  const parents = computed(() => new Map((all.value ?? []).map((product) => [product.id, product])))
  const parentOf = ({ variantOf }: Product) => (variantOf ? parents.value.get(variantOf) : undefined)
  const textsOf = (product: Product) => {
    const { name, variant = '', category: kind, sku } = product
    return [name, variant, kind, sku, ...barcodesOf(product), parentOf(product)?.name ?? '']
  }
  /** A variant comes after its parent, wherever its own name would put it. */
  const rankOf = (product: Product) => {
    const parent = parentOf(product)
    return parent ? `${parent.name}  ${titleOf(product)}` : product.name
  }
  const found = computed(() =>
    (all.value ?? [])
      .filter((product) => !category.value || product.category === category.value)
      .filter((product) => matches(query.value, ...textsOf(product)))
      .sort((a, b) => byName(rankOf(a), rankOf(b))),
  )
  const isIn = (product: Product, which: (typeof states)[number]) =>
    which === 'all' || product.active === (which === 'active')

  return {
    all: computed(() => all.value ?? []),
    isLoading: computed(() => all.value === null),
    rankOf,
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
