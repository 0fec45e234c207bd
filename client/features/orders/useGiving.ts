import { ref } from 'vue'
import type { PlacedRefund } from '#shared/refund.ts'
import type { Order } from '#shared/rows.ts'
import type { Deed } from '../../data/till.ts'
import { useTill } from '../app/useTill.ts'
import { useTillSession } from '../cash/useTillSession.ts'
import { useApproval } from '../identity/useApproval.ts'
import { refusals } from './refusals.ts'

export type Given = Pick<PlacedRefund, 'lines' | 'taxes' | 'value' | 'payments'> & { reason: string }

/** Records what goes back to a customer: whole or not at all, and once. */
export function useGiving() {
  const { till, device, may } = useTill()
  const { tag } = useTillSession()
  const { approve } = useApproval()
  const isSaving = ref(false)
  const problem = ref('')
  let isOver = false

  /** The command that gives it back. */
  function deedOf(order: Order, id: string, { reason, ...given }: Given): Deed {
    const { id: orderId, number, currency } = order
    const locationId = device.value?.locationId ?? order.locationId
    const named = { orderId, number, locationId, currency, ...tag.value }
    const args = { ...named, ...given, ...(reason ? { reason } : {}) }
    return { name: 'order.refund', id, args }
  }

  /** True once all of it is safe on this tablet. */
  async function record(deeds: readonly Deed[]): Promise<boolean> {
    if (isSaving.value || isOver) return false
    isSaving.value = true
    problem.value = ''
    try {
      const allowed = await vouchedFor(deeds)
      if (!allowed) {
        problem.value = refusals['not-permitted']
        return false
      }
      const recorded = await till.recordAll(allowed)
      if (!recorded.ok) problem.value = refusals[recorded.code]
      isOver = recorded.ok
      return recorded.ok
    } finally {
      isSaving.value = false
    }
  }

  /** Refunds of somebody whose role does not allow them, with the word of a manager who stands by; null without it. */
  async function vouchedFor(deeds: readonly Deed[]): Promise<readonly Deed[] | null> {
    if (may('order.refund') || deeds.every(({ name }) => name !== 'order.refund')) return deeds
    const allowed: Deed[] = []
    for (const deed of deeds) {
      const approval = deed.name === 'order.refund' ? await approve('giving something back', deed) : null
      if (deed.name === 'order.refund' && !approval) return null
      allowed.push(
        approval && deed.name === 'order.refund' ? { ...deed, args: { ...deed.args, approval } } : deed,
      )
    }
    return allowed
  }

  return { isSaving, problem, deedOf, record }
}
