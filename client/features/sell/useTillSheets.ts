import { computed, ref, shallowRef, watch } from 'vue'
import { totalsOf } from '#shared/order.ts'
import type { Approval } from '#shared/approval.ts'
import type { Product } from '#shared/rows.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import type { BasketLine, Wish } from './basket.ts'
import type { Parked } from './held.ts'
import { linesOf } from './placing.ts'
import { type Change, useDiscounts } from './useDiscounts.ts'
import { usePicking } from './usePicking.ts'
import type { Selling } from './useSelling.ts'

/** The sheets that open over the till, and what comes of them: picking, one line, discounts, parked orders. */
export function useTillSheets(selling: Selling, approve: (reason: string) => Promise<Approval | null>) {
  const { basket } = selling
  const { business } = useTill()
  const { show } = useToasts()
  const picking = usePicking()
  const discounts = useDiscounts(basket, approve)
  const [isLineOpen, isReducing, isShelfOpen] = [ref(false), ref(false), ref(false)]
  const undo = shallowRef<(() => void) | null>(null)
  watch(isShelfOpen, () => (undo.value = null))
  const lineKey = shallowRef<number | null>(null)
  const looked = shallowRef<Product | null>(null)

  const line = computed(() => basket.lines.value.find(({ key }) => key === lineKey.value) ?? null)
  const askedAgain = computed(() => picking.askedOf(line.value))

  /** A tap on a tile: into the basket, or first whatever has to be asked. */
  function choose(product: Product) {
    if (!picking.ask(product)) selling.add(product)
  }

  function picked(product: Product, wish: Wish) {
    const again = picking.asking.value?.line
    if (again) basket.setWish(again.key, product, wish)
    else selling.add(product, wish)
  }

  /** Shows what is in it, to a customer who asks. */
  function look(product: Product | undefined) {
    looked.value = product ?? null
  }

  function openLine(chosen: BasketLine) {
    lineKey.value = chosen.key
    isLineOpen.value = true
  }

  function askAgain() {
    isLineOpen.value = false
    if (askedAgain.value) picking.askAgain(askedAgain.value)
  }

  function park() {
    if (!selling.park()) return
    show('Order parked', { action: { label: 'Name it', run: () => (isShelfOpen.value = true) } })
  }

  function resume(id: string) {
    basket.shelf.resume(id)
    isShelfOpen.value = false
  }

  /** A toast is out of reach while a sheet is open, so the sheet itself offers what brings it back. */
  function removeParked({ basket: { id } }: Parked) {
    const run = basket.shelf.remove(id)
    undo.value = () => {
      run()
      undo.value = null
    }
  }

  return {
    basket,
    picking,
    discounts,
    line,
    isLineOpen,
    isReducing,
    isShelfOpen,
    undo,
    mayAskAgain: computed(() => askedAgain.value !== null),
    looked,
    choose,
    look,
    lookAtLine: () => look(picking.productOf(line.value)),
    picked,
    openLine,
    askAgain,
    keepLine: async (change: Change) => (line.value ? discounts.keepLine(line.value, change) : true),
    remove: () => line.value && selling.remove(line.value),
    park,
    resume,
    removeParked,
    totalOf: (parked: Parked) =>
      totalsOf(linesOf(parked.basket).lines, business.value?.taxIncluded ?? true).total,
  }
}

export type OpenSheets = ReturnType<typeof useTillSheets>
