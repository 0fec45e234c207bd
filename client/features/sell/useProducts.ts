import { computed, ref } from 'vue'
import type { Product } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { type Filling, fillingOf } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { inOrder } from '../catalogue/categories.ts'
import { find, withCode } from './search.ts'
import { useCatalogue } from './useCatalogue.ts'

const everything = 'all'
const nothing: readonly Product[] = []

/** What there is to sell here, as far as it is being looked for. */
export function useProducts() {
  const { till, business } = useTill()
  const { catalogue, levels } = useCatalogue()
  const filling = useLive<Filling>(() => fillingOf(till.db), 'whole')
  const text = ref('')
  const tab = ref(everything)

  const categories = computed(() => inOrder(business.value?.categories, catalogue.value?.categories ?? []))
  const category = computed(() => (categories.value.includes(tab.value) ? tab.value : null))
  /** Search is not bounded by the category one happens to stand in, when that one has nothing. */
  const shown = computed(() => {
    if (!catalogue.value) return nothing
    const found = find(catalogue.value, text.value, category.value)
    return found.length > 0 ? found : find(catalogue.value, text.value, null)
  })
  const tabs = computed(() => [
    { value: everything, label: 'All' },
    ...categories.value.map((value) => ({ value, label: value })),
  ])

  const hasNone = computed(() => catalogue.value?.items.length === 0)

  return {
    text,
    category: computed({ get: () => category.value ?? everything, set: (value) => (tab.value = value) }),
    tabs,
    shown,
    levels,
    variants: computed(() => catalogue.value?.variants ?? new Map<string, readonly Product[]>()),
    /** As it is for a new order. */
    startOver() {
      text.value = ''
      tab.value = everything
    },
    isLoading: computed(() => catalogue.value === null || (hasNone.value && filling.value === 'empty')),
    isEmpty: computed(() => hasNone.value && filling.value !== 'empty'),
    withCode: (code: string) => (catalogue.value ? withCode(catalogue.value, code) : null),
  }
}
