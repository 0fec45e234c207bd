import { computed } from 'vue'
import { formatMoney } from '#shared/money.ts'
import type { CashMove, TillSession } from '#shared/rows.ts'
import { useForm } from '../app/useForm.ts'
import { useTill } from '../app/useTill.ts'
import { padCorner } from '../catalogue/numbers.ts'
import { tidy } from '../sell/basket.ts'
import { useDeed } from './useDeed.ts'

const kinds: readonly CashMove['kind'][] = ['in', 'out', 'none']

/** Cash that goes into a drawer or out of it without an order. What is typed stays until it is saved. */
export function useCashMove(session: () => TillSession) {
  const { till, business } = useTill()
  const form = useForm(() => `awning.till.move.${session().id}`, till.db)

  const kind = computed({
    get: () => kinds.find((one) => one === form.read('kind')) ?? 'in',
    set: (chosen) => form.type('kind', chosen),
  })
  const reason = form.field('reason')
  const amount = computed(() => (kind.value === 'none' ? 0 : Number(form.read('digits', '0'))))
  const isReady = computed(
    () => (kind.value === 'none' || amount.value > 0) && tidy(reason.value, 200) !== '',
  )
  const currency = computed(() => session().opened?.currency ?? business.value?.currency ?? 'GBP')

  const args = () => ({
    ...{ sessionId: session().id, kind: kind.value, amount: amount.value },
    reason: tidy(reason.value, 200),
  })
  const { isSaving, problem, save } = useDeed(form, args)

  async function record(): Promise<boolean> {
    if (!isReady.value) return false
    const now = args()
    return save((id) => till.record('till.move', now, { id }))
  }

  return {
    kind,
    digits: form.field('digits'),
    amountText: computed(() => formatMoney(amount.value, currency.value, navigator.language)),
    corner: computed(() => padCorner(currency.value)),
    reason,
    isReady,
    isSaving,
    problem,
    record,
  }
}
