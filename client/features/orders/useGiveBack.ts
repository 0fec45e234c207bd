import { computed } from 'vue'
import { owedOn } from '#shared/balance.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { tidy } from '../sell/basket.ts'
import { useBackForm } from './useBackForm.ts'
import { useGiving } from './useGiving.ts'
import { useMoneyBack } from './useMoneyBack.ts'

/** Money that is still to be given back for an order, without any goods. */
export function useGiveBack(whole: () => WholeOrder) {
  const form = useBackForm('give-back', () => whole().order.id)
  const giving = useGiving()
  if (whole().refund.some(({ id }) => id === form.read('refund.id'))) form.clear()
  form.idOf('refund')
  const back = useMoneyBack(whole, () => Math.max(0, -owedOn(whole().order)), form)

  async function save(): Promise<boolean> {
    const reading = back.reading.value
    if (!reading.ok || reading.payments.length === 0) return false
    const reason = tidy(form.read('reason'), 200)
    const given = { lines: [], taxes: [], value: 0, payments: reading.payments, reason }
    const isDone = await giving.record([giving.deedOf(whole().order, form.idOf('refund'), given)])
    if (isDone) form.clear()
    return isDone
  }

  return {
    back,
    reason: form.field('reason'),
    mayGive: computed(() => back.reading.value.ok && back.reading.value.payments.length > 0),
    isSaving: giving.isSaving,
    problem: giving.problem,
    save,
  }
}
