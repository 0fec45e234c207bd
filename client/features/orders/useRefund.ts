import { computed } from 'vue'
import { unitsLeft } from '#shared/balance.ts'
import type { Goods } from '#shared/refund.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { useLive } from '../../data/live.ts'
import { productById } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { tidy } from '../sell/basket.ts'
import { goodsChoices, goodsText } from './goods.ts'
import { backFor, refundOf } from './refunding.ts'
import { useBackForm } from './useBackForm.ts'
import { useGiving } from './useGiving.ts'
import { useMoneyBack } from './useMoneyBack.ts'
import { paymentsText } from './words.ts'

/** Goods of an order that come back, by line, and the money for them. */
export function useRefund(whole: () => WholeOrder) {
  const { till, money } = useTill()
  const form = useBackForm('refund', () => whole().order.id)
  const giving = useGiving()
  if (whole().refund.some(({ id }) => id === form.read('refund.id'))) form.clear()
  form.idOf('refund')

  const left = computed(() => unitsLeft(whole().order))
  const kept = useLive(
    async () => {
      const products = whole().order.lines.map(({ productId }) => productById(till.db, productId))
      return (await Promise.all(products)).map((product) => product?.tracked ?? true)
    },
    [],
    () => whole().order.id,
  )

  const chosen = computed(() =>
    whole().order.lines.map((_, index) => ({
      units: Math.min(Number(form.read(`units.${index}`, '0')), left.value[index] ?? 0),
      goods: goodsOf(index),
    })),
  )
  const refund = computed(() => refundOf(whole(), chosen.value))
  const size = computed(() => refund.value.lines.reduce((sum, { quantity }) => sum + quantity, 0))
  const back = useMoneyBack(whole, () => backFor(whole().order, refund.value.value), form)
  const preview = computed(() => {
    const { reading } = back
    if (size.value === 0) return 'Choose what comes back.'
    if (!reading.value.ok) return reading.value.sentence
    const { payments } = reading.value
    const paid = payments.length > 0 ? `Give back ${paymentsText(payments, money)}` : 'No money back'
    return `${paid}; ${goodsText(refund.value.lines, 3)}.`
  })

  /** What no shelf keeps count of does not go back on one. */
  function goodsOf(index: number): Goods {
    const said = form.read(`goods.${index}`)
    return (
      goodsChoices.find(({ value }) => value === said)?.value ??
      (kept.value[index] === false ? 'waste' : 'stock')
    )
  }

  function takeAll(isAll: boolean) {
    left.value.forEach((units, index) => form.type(`units.${index}`, isAll ? String(units) : '0'))
  }

  async function save(): Promise<boolean> {
    const reading = back.reading.value
    if (size.value === 0 || !reading.ok) return false
    const reason = tidy(form.read('reason'), 200)
    const given = { ...refund.value, payments: reading.payments, reason }
    const isDone = await giving.record([giving.deedOf(whole().order, form.idOf('refund'), given)])
    if (isDone) form.clear()
    return isDone
  }

  return {
    left,
    chosen,
    refund,
    size,
    back,
    preview,
    reason: form.field('reason'),
    isAll: computed(() => chosen.value.every(({ units }, index) => units === left.value[index])),
    isSaving: giving.isSaving,
    problem: giving.problem,
    setUnits: (index: number, units: number) => form.type(`units.${index}`, String(units)),
    setGoods: (index: number, goods: Goods) => form.type(`goods.${index}`, goods),
    takeAll,
    save,
  }
}
