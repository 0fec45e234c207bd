import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { maskCardNumbers, mayBecomeCardNumber } from '#shared/cardNumbers.ts'
import { quickNotes } from '#shared/denominations.ts'
import type { Payment } from '#shared/order.ts'
import {
  type Charge,
  mostParts,
  nextOf,
  paymentOf,
  type PayKind,
  withoutPart,
  withPart,
  withPartBack,
  withPartOpen,
} from './charge.ts'
import { tidy } from '../sell/basket.ts'

/** How an order is being paid, until it is: `charge` is what is kept of it. Amounts are minor units. */
export function useCharge(charge: Ref<Charge>, total: () => number, currency: () => string) {
  const change = (news: Partial<Charge>) => (charge.value = { ...charge.value, ...news })
  /** The reference as it is typed; what may become a card's number stays in here until it is whole, and then masked. */
  const typed = ref(charge.value.reference)
  watch(
    () => charge.value.reference,
    (kept) => {
      if (!mayBecomeCardNumber(typed.value)) typed.value = kept
    },
  )

  const next = computed(() => nextOf(charge.value, total()))
  /** What the button does: ends the order, takes a part of it, or cannot do either yet. */
  const step = computed((): 'end' | 'part' | 'wait' => {
    const { left, rest, amount, isTooMuch } = next.value
    if (left < 0 || isTooMuch) return 'wait'
    if (charge.value.kind === 'later' || left === 0 || rest === 0) return 'end'
    return amount > 0 && charge.value.parts.length < mostParts - 1 ? 'part' : 'wait'
  })

  /** Everything that was paid, once nothing is left; `owed` where the rest is paid later. */
  function payments(): { payments: Payment[]; owed?: number } {
    const last = current()
    const { left } = next.value
    const all = last ? [...charge.value.parts, last] : charge.value.parts
    return charge.value.kind === 'later' && left > 0 ? { payments: all, owed: left } : { payments: all }
  }

  /** The amount of the part that is being put right: it stays where only its kind was wrong. */
  let reopened = ''

  function takePart() {
    const part = current()
    if (!part || step.value !== 'part') return
    charge.value = withPart(charge.value, part)
    typed.value = ''
  }

  /** The one that is being typed. */
  function current(): Payment | null {
    return paymentOf(charge.value, total(), tidy(typed.value, 60))
  }

  function openPart(index: number) {
    charge.value = withPartOpen(charge.value, index)
    typed.value = charge.value.reference
    reopened = charge.value.digits
  }

  return {
    charge: computed(() => charge.value),
    next,
    step,
    kind: computed({
      get: () => charge.value.kind,
      set: (kind: PayKind) =>
        change({ kind, digits: charge.value.digits === reopened ? reopened : '', note: null }),
    }),
    digits: computed({
      get: () => charge.value.digits,
      set: (digits: string) => change({ digits, note: null }),
    }),
    people: computed({
      get: () => charge.value.people,
      set: (people: number) => change({ people, digits: '', note: null }),
    }),
    reference: computed({
      get: () => typed.value,
      set(text: string) {
        typed.value = maskCardNumbers(text)
        if (!mayBecomeCardNumber(typed.value)) change({ reference: typed.value })
      },
    }),
    keepReference: () => change({ reference: tidy(typed.value, 60) }),
    notes: computed(() => quickNotes(next.value.asked, currency())),
    hand: (note: number) => change({ note, digits: '' }),
    current,
    payments,
    takePart,
    openPart,
    removePart: (index: number) => (charge.value = withoutPart(charge.value, index)),
    putPart: (part: Payment, index: number) => (charge.value = withPartBack(charge.value, part, index)),
  }
}

export type OpenCharge = ReturnType<typeof useCharge>
