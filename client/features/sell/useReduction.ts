import { computed, ref } from 'vue'
import { isOver, type Reduction, reductionOf } from '#shared/discount.ts'
import { parseMoney } from '#shared/money.ts'
import { amountLike, moneyText } from '../catalogue/numbers.ts'
import { tidy } from './basket.ts'
import { type Fields, unlessCard } from './typed.ts'

interface About {
  /** What is reduced, minor units. */
  sum: number
  /** What may be given without a manager, basis points. */
  limit: number
  currency: string
}

/** A discount while it is typed: a percentage or an amount, whichever was typed last, and why. */
export function useReduction(about: () => About) {
  const [percent, amount, reason] = [ref(''), ref(''), ref('')]

  const share = computed(() => parsePercent(percent.value))
  const minor = computed(() => parseMoney(amount.value, about().currency))
  const percentError = computed(() =>
    percent.value.trim() && share.value === null ? 'A number from 0 to 100, such as 12.5.' : undefined,
  )
  const amountError = computed(() =>
    amount.value.trim() && minor.value === null
      ? `An amount of money, such as ${amountLike(about().currency)}.`
      : undefined,
  )

  /** Null where nothing is given. */
  const reduction = computed((): Reduction | null => {
    const said = tidy(reason.value, 80)
    const why = said ? { reason: said } : {}
    if (share.value) return { kind: 'percent', value: share.value, ...why }
    return minor.value ? { kind: 'amount', value: minor.value, ...why } : null
  })
  const off = computed(() => (reduction.value ? reductionOf(about().sum, reduction.value) : 0))

  function begin(now: Reduction | null) {
    percent.value = now?.kind === 'percent' ? String(now.value / 100) : ''
    amount.value = now?.kind === 'amount' ? moneyText(now.value, about().currency) : ''
    reason.value = now?.reason ?? ''
  }

  /** As it was typed before. */
  function fill(fields: Fields) {
    percent.value = fields['percent'] ?? ''
    amount.value = fields['amount'] ?? ''
    reason.value = fields['reason'] ?? ''
  }

  const fields = computed((): Fields => ({
    percent: unlessCard(percent.value),
    amount: unlessCard(amount.value),
    reason: unlessCard(reason.value),
  }))

  return {
    fields,
    fill,
    percent: computed({
      get: () => percent.value,
      set: (text) => {
        percent.value = text
        if (text) amount.value = ''
      },
    }),
    amount: computed({
      get: () => amount.value,
      set: (text) => {
        amount.value = text
        if (text) percent.value = ''
      },
    }),
    reason,
    percentError,
    amountError,
    isBad: computed(() => Boolean(percentError.value ?? amountError.value)),
    reduction,
    off,
    isOver: computed(() => isOver(about().limit, about().sum, off.value)),
    begin,
  }
}

export type TypedReduction = ReturnType<typeof useReduction>

/** "12.5" is 1,250 basis points; null for what is no share of a whole. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const share = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0') || '0')
  return share <= 10_000 ? share : null
}
