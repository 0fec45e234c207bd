import { v7 } from 'uuid'
import { computed, reactive, ref, watch } from 'vue'
import { plainProduct, type ProductFields } from '#shared/catalogue.ts'
import { parseMoney } from '#shared/money.ts'
import type { Product } from '#shared/rows.ts'
import { useTill } from '../app/useTill.ts'
import { changesBetween, draftOf, emptyDraft, type ProductErrors, readProduct } from './productForm.ts'
import { refusalText } from './refusals.ts'

/** One product while it is typed: an existing one, or with null a new one. */
export function useProductForm(
  product: Product | null,
  all: () => readonly Product[],
  newId: () => string = v7,
) {
  const { till, business, money } = useTill()
  const currency = business.value?.currency ?? 'GBP'
  const before: ProductFields = product ?? plainProduct
  const opened = product ? draftOf(product, currency) : emptyDraft(plainProduct, currency)
  const draft = reactive({ ...opened })
  const errors = ref<ProductErrors>({})
  const problem = ref('')
  const isSaving = ref(false)
  let freshId = newId()

  const isDirty = computed(() => Object.keys(changesBetween({ ...opened }, { ...draft })).length > 0)
  const price = computed(() => parseMoney(draft.price, currency))

  function read() {
    const others = all().filter(({ id }) => id !== product?.id)
    return readProduct({ ...draft }, currency, others, product ?? undefined)
  }

  /** Once refused, a sentence leaves as soon as its field is right; none comes while one types. */
  watch(draft, () => {
    const reading = read()
    const still = reading.ok ? {} : reading.errors
    errors.value = Object.fromEntries(Object.entries(still).filter(([field]) => field in errors.value))
  })

  /** True once the edit is safe on this tablet; what was typed stays in any case. */
  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const reading = read()
    errors.value = reading.ok ? {} : reading.errors
    problem.value = ''
    if (!reading.ok) return false
    const fields = changesBetween<ProductFields>(fieldsOf(before), reading.fields)
    if (product && Object.keys(fields).length === 0) return true

    isSaving.value = true
    try {
      const id = product?.id ?? freshId
      const recorded = await till.record('product.save', { id, isNew: product === null, fields })
      if (!recorded.ok) problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  /** An empty form for the next one; what they likely share stays. */
  function startAnother() {
    freshId = newId()
    const { category, taxRate, tracked, threshold } = draft
    Object.assign(opened, { category, taxRate, tracked, threshold })
    Object.assign(draft, opened)
  }

  return {
    draft,
    errors,
    problem,
    isSaving,
    isDirty,
    save,
    startAnother,
    currency,
    priceText: computed(() => (price.value === null ? '' : money(price.value))),
  }
}

function fieldsOf({
  name,
  sku,
  category,
  price,
  taxRate,
  emoji,
  color,
  barcode,
  tracked,
  threshold,
  active,
}: ProductFields) {
  return { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active }
}
