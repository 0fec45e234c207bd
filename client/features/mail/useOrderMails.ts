import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { OrderMailsAnswer } from '#shared/mail.ts'
import type { Order } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { mailsAskedFor } from '../../data/entryQueries.ts'
import { useTill } from '../app/useTill.ts'
import { lookingProblems, type OrderMailText, orderMailTexts, unsentText } from './orderMailWords.ts'

/** How soon the server is asked again while something waits there, or it is not there: at first, and at most, ms. */
const pause = { first: 2_000, most: 60_000 }

/** What became of an order's confirmation and receipts: what waits here, and what the server says of the others. */
export function useOrderMails(order: () => Order, isUnsent: () => boolean, when: (at: number) => string) {
  const { till } = useTill()
  const answer = shallowRef<OrderMailsAnswer | null>(null)
  const code = shallowRef('')
  const asked = useLive<readonly string[]>(
    () => mailsAskedFor(till.db, order().id),
    [],
    () => order().id,
  )
  const hasAddress = computed(() => order().customer?.contact?.email === true)
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = pause.first
  let isOver = false

  async function look() {
    clearTimeout(timer)
    const id = order().id
    const got = await till.mailsOf(id)
    if (isOver || id !== order().id) return
    code.value = got.ok ? '' : got.code
    if (got.ok) answer.value = got.value
    const isSettled = got.ok
      ? !got.value.mails.some(({ state }) => state === 'waiting')
      : got.code !== 'unreachable'
    if (isSettled) return
    clearTimeout(timer)
    timer = setTimeout(() => void look(), wait)
    wait = Math.min(pause.most, wait * 1.5)
  }

  /** The server knows nothing of an order that is only here. */
  function begin() {
    clearTimeout(timer)
    wait = pause.first
    if (!isUnsent()) void look()
  }

  watch(
    () => order().id,
    () => (answer.value = null),
  )
  // What waited here and has been sent is the server's from now on.
  watch([() => order().id, isUnsent, () => asked.value.length], begin, { immediate: true })
  globalThis.addEventListener('online', begin)
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
    globalThis.removeEventListener('online', begin)
  })

  const mails = computed((): OrderMailText[] => {
    const there = orderMailTexts(answer.value ?? { mails: [], isSet: true, isHeldUp: false }, when)
    const known = new Set(there.map(({ id }) => id))
    const receipts = asked.value
      .map((id) => unsentText(`receipt:${id}`, 'receipt'))
      .filter(({ id }) => !known.has(id))
    const isConfirmationHere = hasAddress.value && isUnsent() && answer.value === null
    const confirmation = isConfirmationHere ? [unsentText(`confirmation:${order().id}`, 'confirmation')] : []
    return [...receipts, ...confirmation, ...there]
  })

  return {
    mails,
    hasAddress,
    /** Only where there is something to know. */
    problem: computed(() =>
      code.value === '' || mails.value.length > 0 || !hasAddress.value
        ? ''
        : (lookingProblems[code.value] ?? lookingProblems.otherwise),
    ),
  }
}
