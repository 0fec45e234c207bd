import { computed } from 'vue'
import { moneyText } from '../catalogue/numbers.ts'
import { useTill } from '../app/useTill.ts'
import { asItCame, keptByKind, kinds, readBack, usualWay, type Way } from './moneyBack.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { BackForm } from './useBackForm.ts'

const ways: readonly Way[] = [...kinds, 'split', 'later']

export type MoneyBack = ReturnType<typeof useMoneyBack>

/** How `amount` goes back to the customer: as it came, until someone says otherwise. */
export function useMoneyBack(whole: () => WholeOrder, amount: () => number, form: BackForm) {
  const { money } = useTill()
  const kept = computed(() => keptByKind(whole()))
  const currency = () => whole().order.currency

  const way = computed<Way>({
    get: () => ways.find((one) => one === form.read('way')) ?? usualWay(amount(), kept.value),
    set: (chosen) => form.type('way', chosen),
  })
  const typed = computed(() => {
    const usual = asItCame(amount(), kept.value)
    const text = (kind: (typeof kinds)[number]) =>
      form.read(`back.${kind}`, usual[kind] > 0 ? moneyText(usual[kind], currency()) : '')
    return { cash: text('cash'), card: text('card'), other: text('other') }
  })

  return {
    amount: computed(amount),
    way,
    typed,
    reading: computed(() => readBack(amount(), { way: way.value, typed: typed.value }, currency(), money)),
    type: (kind: (typeof kinds)[number], text: string) => form.type(`back.${kind}`, text),
  }
}
