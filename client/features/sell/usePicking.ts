import { computed, shallowRef } from 'vue'
import { questionsOf } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import type { BasketLine } from './basket.ts'
import { useCatalogue } from './useCatalogue.ts'

/** A product about which something has to be asked before it can be sold. */
export interface Asking {
  product: Product
  variants: readonly Product[]
  /** The line whose answers are looked at again. */
  line: BasketLine | null
}

/** The name under which what is answered is kept: the line's key, if it is one's, and the product's id. */
export function aboutOf({ line, product }: Asking): string {
  return `${line?.key ?? ''} ${product.id}`
}

/** What is being asked about a product, if anything. */
export function usePicking() {
  const { catalogue, levels } = useCatalogue()
  const asking = shallowRef<Asking | null>(null)
  const isOpen = computed({
    get: () => asking.value !== null,
    set: (open) => {
      if (!open) asking.value = null
    },
  })

  /** Asks what there is to ask about a product; false where there is nothing. */
  function ask(product: Product): boolean {
    const isAsked = hasQuestions(product)
    asking.value = isAsked ? { product, variants: variantsOf(product), line: null } : null
    return isAsked
  }

  function hasQuestions(product: Product): boolean {
    if (product.openPrice || variantsOf(product).length > 0) return true
    return questionsOf(product, parentOf(product)).length > 0
  }

  function variantsOf({ id }: Product): readonly Product[] {
    return catalogue.value?.variants.get(id) ?? []
  }

  /** What can be asked again about a line: of a variant, its parent and the others. Null where there is nothing. */
  function askedOf(line: BasketLine | null): Asking | null {
    const sold = line && catalogue.value?.byId.get(line.productId)
    if (!sold?.active) return null
    const parent = parentOf(sold)
    const siblings = parent ? (catalogue.value?.variants.get(parent.id) ?? []) : []
    const hasSiblings = siblings.some(({ id }) => id === sold.id)
    if (!hasSiblings && !sold.openPrice && questionsOf(sold, parent).length === 0) return null
    return { product: hasSiblings && parent ? parent : sold, variants: hasSiblings ? siblings : [], line }
  }

  /** As it was asked before a reload; null where product or line is gone. */
  function askedBefore(about: string, lines: readonly BasketLine[]): Asking | null {
    const [key = '', id = ''] = about.split(' ')
    if (key) return askedOf(lines.find((line) => String(line.key) === key) ?? null)
    const product = catalogue.value?.byId.get(id)
    return product?.active ? { product, variants: variantsOf(product), line: null } : null
  }

  function parentOf({ variantOf }: Product): Product | undefined {
    return variantOf ? catalogue.value?.byId.get(variantOf) : undefined
  }

  return {
    asking,
    isOpen,
    levels,
    ask,
    hasQuestions,
    askedOf,
    askedBefore,
    isLoaded: computed(() => catalogue.value !== null),
    askAgain: (again: Asking) => (asking.value = again),
    parentOf,
    productOf: (line: BasketLine | null) => (line ? catalogue.value?.byId.get(line.productId) : undefined),
  }
}
