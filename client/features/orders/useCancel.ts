import { computed } from 'vue'
import { keptFrom } from '#shared/balance.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { useTill } from '../app/useTill.ts'
import { tidy } from '../sell/basket.ts'
import { useBackForm } from './useBackForm.ts'
import { useGiving } from './useGiving.ts'
import { useMoneyBack } from './useMoneyBack.ts'
import { paymentsText } from './words.ts'

/** Takes a whole order back: its goods, and at the same moment the money that had been paid for it. */
export function useCancel(whole: () => WholeOrder) {
  const { money } = useTill()
  const form = useBackForm('cancel', () => whole().order.id)
  const giving = useGiving()
  form.idOf('status')
  form.idOf('refund')

  const goods = computed<'stock' | 'waste'>({
    get: () => (form.read('goods') === 'waste' ? 'waste' : 'stock'),
    set: (chosen) => form.type('goods', chosen),
  })
  const back = useMoneyBack(whole, () => Math.max(0, keptFrom(whole().order)), form)
  const preview = computed(() => {
    const reading = back.reading.value
    if (!reading.ok) return reading.sentence
    const left = goods.value === 'stock' ? 'the goods go back on the shelf' : 'the goods are gone'
    if (reading.payments.length > 0) return `Give back ${paymentsText(reading.payments, money)}; ${left}.`
    return back.amount.value > 0
      ? `${money(back.amount.value)} stays to be given back; ${left}.`
      : `No money had been paid; ${left}.`
  })

  async function save(): Promise<boolean> {
    const reading = back.reading.value
    if (!reading.ok) return false
    const { order } = whole()
    const reason = tidy(form.read('reason'), 200)
    const restock = goods.value === 'stock'
    const args = { orderId: order.id, status: 'cancelled' as const, restock, ...(reason ? { reason } : {}) }
    const given = { lines: [], taxes: [], value: 0, payments: reading.payments, reason }
    const isDone = await giving.record([
      { name: 'order.setStatus', id: form.idOf('status'), args },
      ...(reading.payments.length > 0 ? [giving.deedOf(order, form.idOf('refund'), given)] : []),
    ])
    if (isDone) form.clear()
    return isDone
  }

  return {
    goods,
    back,
    preview,
    reason: form.field('reason'),
    isSaving: giving.isSaving,
    problem: giving.problem,
    save,
  }
}
