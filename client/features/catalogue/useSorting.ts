import { v7 } from 'uuid'
import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { mostImported } from '#shared/commands/productImport.ts'
import { products } from '../../data/queries.ts'
import { useLive } from '../../data/live.ts'
import { useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { CategoryDraft, categoryDrafts, RateDraft, rateDrafts, readSorting } from './sorting.ts'
import { refusalText } from './refusals.ts'
import { changesBetween } from './whole.ts'

const Kept = v.record(v.string(), v.union([v.array(CategoryDraft), v.array(RateDraft)]))

/** Categories and tax rates while they are sorted and named. What is typed is kept until it is saved or put back. */
export function useSorting() {
  const { till, business } = useTill()
  const kept = useKept(() => 'awning.sorting', Kept)
  const used = useLive(
    async () => [...new Set((await products(till.db)).map(({ category }) => category))],
    null,
  )
  const [categories, rates] = [ref<CategoryDraft[]>([]), ref<RateDraft[]>([])]
  const errors = ref<Record<string, string>>({})
  const problem = ref('')
  const isSaving = ref(false)
  let opened: { categories: CategoryDraft[]; rates: RateDraft[] } = { categories: [], rates: [] }

  const isChanged = computed(
    () =>
      Object.keys(changesBetween(opened, { categories: categories.value, rates: rates.value })).length > 0,
  )

  watch([used, business], () => used.value && !isChanged.value && open(), { immediate: true })

  function open() {
    const named = (used.value ?? []).filter(Boolean).sort()
    opened = {
      categories: categoryDrafts(business.value?.categories, named, v7),
      rates: rateDrafts(business.value?.taxRates, v7),
    }
    const typed = {
      categories: v.safeParse(v.array(CategoryDraft), kept.value['categories']),
      rates: v.safeParse(v.array(RateDraft), kept.value['rates']),
    }
    categories.value = typed.categories.success ? typed.categories.output : structuredClone(opened.categories)
    rates.value = typed.rates.success ? typed.rates.output : structuredClone(opened.rates)
  }

  watch(
    [categories, rates],
    () => {
      errors.value = {}
      kept.value = isChanged.value ? { categories: categories.value, rates: rates.value } : {}
    },
    { deep: true },
  )

  function putBack() {
    kept.value = {}
    errors.value = {}
    categories.value = structuredClone(opened.categories)
    rates.value = structuredClone(opened.rates)
  }

  /** True once all of it is safe on this tablet; products follow a category that was renamed. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const reading = readSorting(categories.value, rates.value)
    errors.value = reading.ok ? {} : reading.errors
    problem.value = ''
    if (!reading.ok) return false
    isSaving.value = true
    try {
      const fields = { categories: reading.categories, taxRates: reading.taxRates }
      const recorded = await till.record('business.save', { fields })
      if (!recorded.ok) {
        problem.value = refusalText(recorded.code)
        return false
      }
      await rename(reading.renamed)
      kept.value = {}
      opened = { categories: categories.value, rates: rates.value }
      return true
    } finally {
      isSaving.value = false
    }
  }

  async function rename(renamed: ReadonlyMap<string, string>) {
    const wishes = (await products(till.db)).flatMap(({ id, category }) => {
      const name = renamed.get(category)
      return name === undefined ? [] : [{ id, isNew: false, fields: { category: name } }]
    })
    for (let from = 0; from < wishes.length; from += mostImported)
      await till.record('product.import', { products: wishes.slice(from, from + mostImported) })
  }

  return { categories, rates, errors, problem, isSaving, isChanged, putBack, save }
}
