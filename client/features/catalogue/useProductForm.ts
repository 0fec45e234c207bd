import { v7 } from 'uuid'
import * as v from 'valibot'
import { computed, reactive, ref, watch } from 'vue'
import { plainProduct } from '#shared/catalogue.ts'
import { parseMoney } from '#shared/money.ts'
import type { Product } from '#shared/rows.ts'
import { type Shelf, useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { draftOf, emptyDraft, ProductDraft, type ProductErrors, readProduct } from './productForm.ts'
import { refusalText } from './refusals.ts'
import { changesBetween, productChanges, wholeOf } from './whole.ts'

/** One product while it is typed: an existing one, or with null a new one, which may be a variant of `parent`. */
export function useProductForm(
  product: Product | null,
  all: () => readonly Product[],
  parent: Product | null = null,
  /** What was scanned and nobody knew, for a new one. */
  barcode = '',
  newId: () => string = v7,
  storage?: () => Shelf,
) {
  const { till, business, money } = useTill()
  const currency = business.value?.currency ?? 'GBP'
  const before = product ?? plainProduct
  const opened = product ? draftOf(product, currency) : freshDraft(parent, currency)
  const draft = reactive(structuredClone(opened))
  const errors = ref<ProductErrors>({})
  const problem = ref('')
  const isSaving = ref(false)
  let freshId = newId()

  const typed = computed(() => changesBetween({ ...opened }, { ...draft }))
  const isDirty = computed(() => Object.keys(typed.value).length > 0)
  const price = computed(() => parseMoney(draft.price, currency))

  // What was typed outlives a reload and a dead battery; only what was typed, so that what others changed stays.
  const kept = useKept(() => keptAs(product, parent), Kept, storage)
  const wasKept = ref(kept.value['typed'] !== undefined)
  Object.assign(draft, kept.value['typed'], barcode && !product ? { barcode } : {})
  watch(typed, (changes) => (kept.value = isDirty.value ? { typed: changes } : {}))

  function forget() {
    kept.value = {}
  }

  function startOver() {
    Object.assign(draft, structuredClone(opened))
    wasKept.value = false
    errors.value = {}
    forget()
  }

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
    const fields = productChanges(wholeOf(before), reading.fields)
    if (product && Object.keys(fields).length === 0) return true

    isSaving.value = true
    try {
      const id = product?.id ?? freshId
      const recorded = await till.record('product.save', { id, isNew: product === null, fields })
      if (recorded.ok) forget()
      else problem.value = refusalText(recorded.code)
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  /** An empty form for the next one; what they likely share stays. */
  function startAnother() {
    freshId = newId()
    const { category, taxRate, tracked, threshold } = draft
    if (!parent) Object.assign(opened, { category, taxRate, tracked, threshold })
    startOver()
  }

  return {
    draft,
    errors,
    problem,
    isSaving,
    isDirty,
    wasKept,
    save,
    startAnother,
    startOver,
    forget,
    currency,
    priceText: computed(() => (price.value === null ? '' : money(price.value))),
  }
}

const Kept = v.record(v.string(), v.partial(ProductDraft))

function keptAs(product: Product | null, parent: Product | null): string {
  return `awning.product.${product?.id ?? (parent ? `of.${parent.id}` : 'new')}`
}

/** A variant begins as its parent is; its questions and its codes are its own. */
function freshDraft(parent: Product | null, currency: string): ProductDraft {
  if (!parent) return emptyDraft(plainProduct, currency)
  const own = { sku: '', barcode: '', barcodes: [], variant: '', options: [], openPrice: false, active: true }
  return draftOf({ ...parent, ...own, variantOf: parent.id }, currency)
}
