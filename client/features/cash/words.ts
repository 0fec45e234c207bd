import type { CashMove, TillSession } from '#shared/rows.ts'
import type { Takings } from '#shared/takings.ts'
import type { RecordCode } from '../../data/journal.ts'
import type { Tone } from '../../ui/tone.ts'

type Money = (minor: number) => string

/** Counted less expected, as one says it: "£1.40 short", "exact". */
export function differenceText(difference: number, money: Money): string {
  if (difference === 0) return 'exact'
  return `${money(Math.abs(difference))} ${difference < 0 ? 'short' : 'over'}`
}

export function differenceTone(difference: number): Tone {
  if (difference === 0) return 'good'
  return difference < 0 ? 'danger' : 'attention'
}

/** What the cash in a drawer comes from, line by line. */
export function cashFacts(float: number, takings: Takings, money: Money) {
  const { cash, cashBack, paidIn, paidOut } = takings
  return [
    { label: 'Float', value: money(float) },
    { label: 'Cash taken', value: money(cash) },
    ...(cashBack > 0 ? [{ label: 'Cash given back', value: minus(cashBack, money) }] : []),
    ...(paidIn > 0 ? [{ label: 'Paid in', value: money(paidIn) }] : []),
    ...(paidOut > 0 ? [{ label: 'Paid out', value: minus(paidOut, money) }] : []),
  ]
}

/** What did not go through the drawer, and how many orders there were. */
export function otherFacts({ orders, card, other, cardBack, otherBack }: Takings, money: Money) {
  return [
    { label: 'Card', value: money(card) },
    ...(cardBack > 0 ? [{ label: 'Given back by card', value: minus(cardBack, money) }] : []),
    ...(other > 0 ? [{ label: 'Other ways', value: money(other) }] : []),
    ...(otherBack > 0 ? [{ label: 'Given back another way', value: minus(otherBack, money) }] : []),
    { label: 'Orders', value: String(orders) },
  ]
}

/** What came late, in words: "2 orders, +£14.00 cash". */
export function lateText(late: Takings, money: Money): string {
  const { orders, cash, cashBack, paidIn, paidOut, card, cardBack, other, otherBack } = late
  const parts = [
    orders === 0 ? '' : `${orders} ${orders === 1 ? 'order' : 'orders'}`,
    signed(cash - cashBack + paidIn - paidOut, 'cash', money),
    signed(card - cardBack, 'card', money),
    signed(other - otherBack, 'other', money),
  ]
  return parts.filter(Boolean).join(', ') || 'nothing in the end'
}

export const moveWords: Record<CashMove['kind'], string> = {
  in: 'Paid in',
  out: 'Paid out',
  none: 'Opened for nothing',
}

export const usualReasons: Record<CashMove['kind'], readonly string[]> = {
  in: ['Change from the bank', 'More float', 'From another till'],
  out: ['To the bank', 'Supplies', 'Change for another till', 'Wages'],
  none: ['To give change', 'To check it', 'By mistake'],
}

/** Why nothing was done to a till. */
export const refusals: Record<RecordCode, string> = {
  'not-enrolled': 'This tablet does not belong to a stall yet, so nothing was saved.',
  'nobody-here': 'Nobody is signed in on this tablet, so nothing was saved.',
  'not-permitted': 'Your role does not allow this, so nothing was saved.',
  unknown: 'This till is not on this tablet, so nothing was saved.',
  incomplete: 'Something was missing, so nothing was saved.',
}

/** Whether a tablet had a part in it: opened it, sold into it or counted it. */
export function isPartOf({ opened, takings, closings }: TillSession, deviceId: string): boolean {
  return (
    opened?.deviceId === deviceId ||
    takings[deviceId] !== undefined ||
    closings.some((closing) => closing.deviceId === deviceId)
  )
}

function signed(amount: number, what: string, money: Money): string {
  if (amount === 0) return ''
  return `${amount < 0 ? minus(-amount, money) : `+${money(amount)}`} ${what}`
}

function minus(amount: number, money: Money): string {
  return `−${money(amount)}`
}
