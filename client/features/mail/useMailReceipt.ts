import { computed, ref, watch } from 'vue'
import { emailProblem } from '#shared/contact.ts'
import type { Order } from '#shared/rows.ts'
import { useTill } from '../app/useTill.ts'
import { refusals } from '../orders/refusals.ts'

/** Asks for an order's receipt by e-mail: recorded here at once, and sent when the server hears of it. */
export function useMailReceipt(order: () => Order) {
  const { till, business } = useTill()
  const typed = ref('')
  const error = ref('')
  const isSaving = ref(false)
  const hasAddress = computed(() => order().customer?.contact?.email === true)
  const contactKey = computed(() => business.value?.contactKey)

  watch(typed, () => (error.value = ''))
  watch(
    () => order().id,
    () => (typed.value = ''),
  )

  /** To the address that is typed; to the order's where nothing is. False where it was not recorded. */
  async function send(): Promise<boolean> {
    const address = typed.value.trim()
    const isOdd = address ? emailProblem(address) !== null : !hasAddress.value
    error.value = isOdd ? 'Type one address and nothing else, such as morag@example.com.' : ''
    if (isOdd || isSaving.value) return false
    isSaving.value = true
    try {
      const recorded = await till.record('order.mail', {
        orderId: order().id,
        ...(await contactFor(address)),
      })
      if (recorded.ok) typed.value = ''
      else error.value = refusals[recorded.code]
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  async function contactFor(address: string) {
    if (!address || contactKey.value === undefined) return {}
    return {
      contact: { sealed: await till.seal(contactKey.value, { email: address }), email: true, phone: false },
    }
  }

  return { typed, error, isSaving, hasAddress, maySeal: computed(() => contactKey.value !== undefined), send }
}
