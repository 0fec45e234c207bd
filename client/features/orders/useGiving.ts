import { ref } from 'vue'
import type { PlacedRefund } from '#shared/refund.ts'
import type { Order } from '#shared/rows.ts'
import type { Deed } from '../../data/till.ts'
import { useTill } from '../app/useTill.ts'
import { refusals } from './refusals.ts'

export type Given = Pick<PlacedRefund, 'lines' | 'taxes' | 'value' | 'payments'> & { reason: string }

/** Records what goes back to a customer: whole or not at all, and once. */
export function useGiving() {
  const { till, device } = useTill()
  const isSaving = ref(false)
  const problem = ref('')
  let isOver = false

  /** The command that gives it back. */
  function deedOf(order: Order, id: string, { reason, ...given }: Given): Deed {
    const { id: orderId, number, currency } = order
    const locationId = device.value?.locationId ?? order.locationId
    const args = { orderId, number, locationId, currency, ...given, ...(reason ? { reason } : {}) }
    return { name: 'order.refund', id, args }
  }

  /** True once all of it is safe on this tablet. */
  async function record(deeds: readonly Deed[]): Promise<boolean> {
    if (isSaving.value || isOver) return false
    isSaving.value = true
    problem.value = ''
    try {
      const recorded = await till.recordAll(deeds)
      if (!recorded.ok) problem.value = refusals[recorded.code]
      isOver = recorded.ok
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  return { isSaving, problem, deedOf, record }
}
