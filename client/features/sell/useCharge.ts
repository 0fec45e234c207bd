import { computed, ref } from 'vue'
import { quickNotes } from '#shared/money.ts'
import type { Payment } from '#shared/order.ts'
import { tidy } from './basket.ts'

/** How an order is being paid, until it is. Amounts are minor units. */
export function useCharge(total: () => number, currency: () => string) {
  const kind = ref<Payment['kind']>('cash')
  /** What was typed on the pad, as minor units: "2000" is £20. */
  const digits = ref('')
  const reference = ref('')
  const note = ref<number | null>(null)

  /** What the customer hands over; exactly the total until someone says otherwise. */
  const tendered = computed(() => {
    if (kind.value !== 'cash') return total()
    return digits.value ? Number(digits.value) : (note.value ?? total())
  })
  const missing = computed(() => Math.max(0, total() - tendered.value))
  const change = computed(() => Math.max(0, tendered.value - total()))

  function hand(amount: number) {
    note.value = amount
    digits.value = ''
  }

  /** Empty where there is nothing to pay. */
  function payments(): Payment[] {
    const amount = total()
    if (amount === 0) return []
    const said = tidy(reference.value, 60)
    if (kind.value !== 'cash') return [{ kind: kind.value, amount, ...(said ? { reference: said } : {}) }]
    return [{ kind: 'cash', amount, ...(change.value > 0 ? { tendered: tendered.value } : {}) }]
  }

  return {
    kind,
    digits,
    reference,
    tendered,
    missing,
    change,
    notes: computed(() => quickNotes(total(), currency())),
    hand,
    payments,
  }
}
