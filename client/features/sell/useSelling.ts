import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { v7 } from 'uuid'
import { sumOf } from '#shared/order.ts'
import type { Order, Product } from '#shared/rows.ts'
import { keepBasket } from '../../data/basket.ts'
import type { KeptBasket } from '../../data/db.ts'
import { isEqual } from '../../data/equal.ts'
import { useLive } from '../../data/live.ts'
import { orderById } from '../../data/queries.ts'
import { afterFrame } from '../../ui/frame.ts'
import { fetchLater } from '../../ui/later.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useBusy } from '../app/busy.ts'
import { useTill } from '../app/useTill.ts'
import { useTillSession } from '../cash/useTillSession.ts'
import type { Basket, BasketLine, Wish } from './basket.ts'
import { openBasketStore } from './basketStore.ts'
import type { Refusal } from './refusals.ts'
import { type Asked, useBasket } from './useBasket.ts'
import { type Coming, useForeseen } from './useForeseen.ts'
import { takenText, thingsOf } from './words.ts'

const signal = fetchLater(() => import('../app/savedSignal.ts'))
const words = fetchLater(() => import('./refusals.ts'))

/** Selling from the first tap to the change: which of its three views is open, and what may be done there. */
export function useSelling() {
  const { till, device, business, money } = useTill()
  const { tag } = useTillSession()
  const { show } = useToasts()
  const [route, router] = [useRoute(), useRouter()]
  const heard = ref('')
  /** How many forms of the basket are on their way to the disk. */
  const keeping = ref(0)

  /** Goes on the screen at once, before the address says so and without asking the database for it. */
  const justSaved = shallowRef<Order | null>(null)
  const basket = useBasket({
    store: openBasketStore(device.value?.id ?? 'none', undefined, undefined, keepToo),
    newId: () => v7(),
    now: () => Date.now(),
    device: () => device.value,
    business: () => business.value,
    orderById: (id) => orderById(till.db, id),
    placeOrder: (order, options) =>
      till.placeOrder({ ...order, ...tag.value }, { ...options, seen: seen.value }),
    onSaved(order) {
      justSaved.value = order
      void signal.then(({ savedSignal }) => afterFrame(savedSignal.saved))
    },
  })
  useBusy(() => !basket.isEmpty.value)

  const savedId = computed(() => (typeof route.query['saved'] === 'string' ? route.query['saved'] : null))
  const found = useLive<Order | null>(
    async () => (savedId.value ? orderById(till.db, savedId.value) : null),
    null,
    () => savedId.value,
  )
  const saved = computed(() => (found.value?.id === savedId.value ? found.value : null) ?? justSaved.value)
  watch(savedId, (id) => id !== justSaved.value?.id && (justSaved.value = null))
  const view = computed(() => {
    if (route.query['view'] === 'charge' && !basket.isEmpty.value) return 'charge'
    return saved.value && basket.isEmpty.value ? 'saved' : 'basket'
  })

  /** The same one for as long as it is the same: digits that are typed at the pad change nothing about it. */
  const coming = computed((before?: Coming | null): Coming | null => {
    const unpaid = view.value === 'charge' && !basket.isPlacing.value ? basket.unpaid() : null
    const now = unpaid && { ...unpaid, order: { ...unpaid.order, ...tag.value } }
    return before && isEqual(before, now) ? before : now
  })
  const seen = useForeseen(till, () => coming.value)

  // Another tab charged or cleared the basket: there is nothing left to pay here.
  watch(
    () => route.query['view'] === 'charge' && basket.isEmpty.value,
    (isOver) => isOver && !basket.isPlacing.value && goBack(),
    { immediate: true, flush: 'sync' },
  )

  onMounted(async () => {
    const made = await basket.settle()
    if (made) await showSaved(made.id)
  })

  /** Once the tap is on the screen; the browser's own copy is there before. */
  function keepToo(kept: KeptBasket) {
    keeping.value += 1
    afterFrame(() => {
      void keepBasket(till.db, kept)
        .catch(() => undefined)
        .finally(() => (keeping.value -= 1))
    })
  }

  function add(product: Product, wish?: Wish) {
    const added = basket.add(product, wish)
    if (!added.ok) {
      refuse(added.code)
      return
    }
    if (savedId.value) leaveSaved()
    else if (Object.keys(route.query).length > 0) goBack()
    heard.value = `${product.name} added. ${thingsOf(basket.size.value)}, ${money(basket.total.value)}.`
  }

  function resize(line: BasketLine, quantity: number) {
    if (quantity < 1) {
      remove(line)
      return
    }
    basket.setQuantity(line.key, quantity)
    heard.value = `${thingsOf(basket.size.value)}, ${money(basket.total.value)}.`
  }

  function remove(line: BasketLine) {
    const said = `${line.name} removed`
    // With the last one the order is over: the next customer is not to find this one's name, note or discount.
    if (basket.size.value === line.quantity) clear(said)
    else show(said, { action: { label: 'Undo', run: basket.remove(line.key) } })
  }

  /** Puts the open basket aside; gives its id where there was room. */
  function park(): string | null {
    const id = basket.shelf.park()
    if (id) goBack()
    else if (basket.shelf.isFull.value)
      show('The shelf is full: resume or delete a parked order first.', { tone: 'danger' })
    return id
  }

  function clear(said = 'Basket cleared') {
    if (!isFree(basket.details.value)) return
    const giveBack = basket.clear()
    const run = () => {
      if (!giveBack()) show('Another order is open, so the one you cleared is parked.')
    }
    show(said, { action: { label: 'Undo', run } })
  }

  /** Money that was taken for an order stays with it: no next customer is to find it in theirs. */
  function isFree({ charge }: Pick<Basket, 'charge'>): boolean {
    const taken = sumOf(charge?.parts ?? [])
    if (taken > 0) show(takenText(money(taken)), { tone: 'danger', seconds: 10 })
    return taken === 0
  }

  async function take(asked: Asked) {
    const charged = await basket.place(asked)
    if (charged.ok) await showSaved(charged.id, charged.number)
    else refuse(charged.code)
  }

  async function showSaved(id: string, number?: string) {
    if (number) heard.value = `Order ${number} is saved on this tablet.`
    await router.replace({ path: '/sell', query: { saved: id } })
  }

  function goBack() {
    void router.replace('/sell')
  }

  /** The basket is drawn first; what the address says nobody waits for. */
  function leaveSaved() {
    afterFrame(() => savedId.value && goBack())
  }

  function refuse(code: Refusal) {
    void words.then(({ refusals }) => show(refusals[code], { tone: 'danger', seconds: 10 }))
  }

  return {
    basket,
    view,
    saved,
    heard,
    isKeeping: computed(() => keeping.value > 0),
    add,
    resize,
    remove,
    clear,
    isFree,
    park,
    take,
    charge: () => void router.push({ path: '/sell', query: { view: 'charge' } }),
    goBack,
    tell: (text: string) => void show(text),
  }
}

export type Selling = ReturnType<typeof useSelling>
