import { computed, ref, watch } from 'vue'
import * as v from 'valibot'
import { v7 } from 'uuid'
import { owedOn } from '#shared/balance.ts'
import type { Order } from '#shared/rows.ts'
import { Id } from '#shared/schema.ts'
import { useKept } from '../app/useKept.ts'
import { useTill } from '../app/useTill.ts'
import { useTillSession } from '../cash/useTillSession.ts'
import { Charge, plainCharge } from './charge.ts'
import { refusals } from './refusals.ts'
import { useCharge } from './useCharge.ts'

const Kept = v.record(v.string(), v.object({ id: Id, charge: Charge }))

/** What was taken, as the customer has to hear it: minor units. */
export interface Taken {
  amount: number
  change: number
  left: number
}

/**
 * Money that comes in for an order after it was placed. What is typed is kept on this tablet under the id that the
 * payment will have, so that a double tap, a second tab or a reload takes it once; `recorded` names those that were.
 */
export function useLaterPayment(
  order: () => Order,
  recorded: () => readonly string[],
  newId: () => string = v7,
) {
  const { till, device, business } = useTill()
  const { tag } = useTillSession()
  const kept = useKept(() => `awning.pay.${order().id}`, Kept)
  const isSaving = ref(false)
  const problem = ref('')
  const taken = ref<Taken | null>(null)

  const open = computed(() => kept.value['payment'])
  const begin = () => (kept.value = { payment: { id: newId(), charge: plainCharge } })
  watch(
    () => !isSaving.value && (!open.value || recorded().includes(open.value.id)),
    (isOver) => {
      if (isOver) begin()
    },
    { immediate: true, flush: 'sync' },
  )

  const pay = useCharge(
    computed({
      get: () => open.value?.charge ?? plainCharge,
      set: (charge) => (kept.value = { payment: { id: open.value?.id ?? newId(), charge } }),
    }),
    () => Math.max(0, owedOn(order())),
    () => business.value?.currency ?? order().currency,
  )

  async function take(): Promise<void> {
    const payment = pay.current()
    const id = open.value?.id
    if (isSaving.value || taken.value || !payment || id === undefined || pay.step.value === 'wait') return
    const { id: orderId, number, locationId } = order()
    const { amount, change, rest } = pay.next.value
    isSaving.value = true
    problem.value = ''
    try {
      const args = { orderId, number, locationId: device.value?.locationId ?? locationId }
      const made = await till.record('order.pay', { ...args, ...tag.value, payments: [payment] }, { id })
      if (!made.ok) problem.value = refusals[made.code]
      else {
        taken.value = { amount, change, left: rest }
        kept.value = {}
      }
    } finally {
      isSaving.value = false
    }
  }

  return { id: computed(() => open.value?.id), pay, taken, isSaving, problem, take }
}
