import { computed, ref, shallowRef, watch } from 'vue'
import { titleOf } from '#shared/catalogue.ts'
import { totalsOf } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { isDialogOpen } from '../../ui/keys.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import type { BasketLine, Wish } from './basket.ts'
import type { Parked } from './held.ts'
import { linesOf } from './placing.ts'
import type { Typed } from './typed.ts'
import { type Approve, type Change, useDiscounts } from './useDiscounts.ts'
import { usePicking } from './usePicking.ts'
import type { Selling } from './useSelling.ts'

/** The sheets that open over the till, and what comes of them: picking, one line, discounts, parked orders. */
export function useTillSheets(selling: Selling, approve: Approve) {
  const { basket } = selling
  const { business } = useTill()
  const { show, dismiss } = useToasts()
  const picking = usePicking()
  const discounts = useDiscounts(basket, approve)
  const [isLineOpen, isReducing, isShelfOpen] = [ref(false), ref(false), ref(false)]
  const lineKey = shallowRef<number | null>(null)
  const looked = shallowRef<Product | null>(null)
  let parkedToast = 0
  watch(isShelfOpen, () => dismiss(parkedToast))

  const { now, typingIn } = basket.typed
  openAgain(now())

  const line = computed(() => basket.lines.value.find(({ key }) => key === lineKey.value) ?? null)
  const askedAgain = computed(() => picking.askedOf(line.value))

  /** The sheet in which something was being typed when the page was left. */
  function openAgain(typed: Typed | null) {
    if (typed?.sheet === 'line') lineKey.value = Number(typed.of)
    isLineOpen.value = typed?.sheet === 'line' && basket.lines.value.some(({ key }) => key === lineKey.value)
    isReducing.value = typed?.sheet === 'discount' && !basket.isEmpty.value
    if (typed?.sheet !== 'pick') return
    const askAgain = () => {
      const again = picking.askedBefore(typed.of, basket.lines.value)
      if (again) picking.askAgain(again)
    }
    if (picking.isLoaded.value) askAgain()
    else watch(picking.isLoaded, askAgain, { once: true })
  }

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
    dismiss(parkedToast)
    parkedToast = show('Order parked', {
      action: { label: 'Name it', run: () => (isShelfOpen.value = true) },
    })
  }

  function resume(id: string) {
    basket.shelf.resume(id)
    isShelfOpen.value = false
  }

  function removeParked(parked: Parked) {
    if (!selling.isFree(parked.basket)) return
    const run = basket.shelf.remove(parked.basket.id)
    show('Parked order deleted', { action: { label: 'Undo', run } })
  }

  /** By a scanner that types, whatever lies over the till just now; it then says what became of it. */
  function scanned(product: Product) {
    const isCovered = isDialogOpen()
    const isPlain = !picking.hasQuestions(product)
    if (picking.isOpen.value && !isPlain) {
      show(`Finish this one first, then scan ${titleOf(product)} again.`, { tone: 'danger' })
      return
    }
    if (isPlain) selling.add(product)
    else picking.ask(product)
    if (isPlain && isCovered) show(`${titleOf(product)} is in the basket`, { tone: 'good' })
  }

  return {
    basket,
    picking,
    discounts,
    line,
    isLineOpen,
    isReducing,
    isShelfOpen,
    typing: { line: typingIn('line'), discount: typingIn('discount'), pick: typingIn('pick') },
    mayAskAgain: computed(() => askedAgain.value !== null),
    looked,
    choose,
    scanned,
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
