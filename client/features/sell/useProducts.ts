import { computed, ref } from 'vue'
import type { Level, Product } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { levelsAt, products } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { catalogueOf, find, withCode } from './search.ts'

const everything = 'all'
const noLevels: ReadonlyMap<string, Level> = new Map()

/** What there is to sell here, as far as it is being looked for. */
export function useProducts() {
  const { till, device } = useTill()
  const place = () => device.value?.locationId ?? ''
  const all = useLive<Product[] | null>(() => products(till.db), null)
  const levels = useLive<ReadonlyMap<string, Level>>(() => levelsAt(till.db, place()), noLevels, place)
  const text = ref('')
  const tab = ref(everything)

  const catalogue = computed(() => catalogueOf(all.value ?? []))
  const category = computed(() => (catalogue.value.categories.includes(tab.value) ? tab.value : null))
  const found = computed(() => find(catalogue.value, text.value, category.value))
  /** Search is not bounded by the category one happens to stand in, when that one has nothing. */
  const shown = computed(() =>
    found.value.length > 0 ? found.value : find(catalogue.value, text.value, null),
  )
  const tabs = computed(() => [
    { value: everything, label: 'All' },
    ...catalogue.value.categories.map((value) => ({ value, label: value })),
  ])

  return {
    text,
    category: computed({ get: () => category.value ?? everything, set: (value) => (tab.value = value) }),
    tabs,
    shown,
    levels,
    isLoading: computed(() => all.value === null),
    isEmpty: computed(() => all.value !== null && catalogue.value.products.length === 0),
    withCode: (code: string) => withCode(catalogue.value, code),
  }
}
