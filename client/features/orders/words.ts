import type { Payment, Status } from '#shared/order.ts'
import type { Tone } from '../../ui/tone.ts'

export const statusWords: Record<Status, string> = {
  processing: 'Processing',
  ready: 'Ready',
  completed: 'Completed',
  cancelled: 'Cancelled',
}

export const statusTones: Record<Status, Tone> = {
  processing: 'attention',
  ready: 'good',
  completed: 'calm',
  cancelled: 'danger',
}

export const paymentWords: Record<Payment['kind'], string> = {
  cash: 'Cash',
  card: 'Card terminal',
  other: 'Other',
}

/** "£3.00 in cash and £1.20 by card". */
export function paymentsText(
  payments: readonly Pick<Payment, 'kind' | 'amount'>[],
  money: (minor: number) => string,
): string {
  return listed(payments.map(({ kind, amount }) => `${money(amount)} ${byWords[kind]}`))
}

const byWords: Record<Payment['kind'], string> = { cash: 'in cash', card: 'by card', other: 'another way' }

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** What a button says that takes an order from one status to another. */
export function moveWords(from: Status, to: Status): string {
  if (to === 'processing') return 'Back to processing'
  if (to === 'ready') return from === 'completed' ? 'Back to ready' : 'Ready'
  if (to === 'completed') return 'Handed over'
  return 'Cancel the order'
}

/** What an order holds, on one line: "2 × Tea, Baguette". */
export function linesText(lines: readonly { name: string; quantity: number }[]): string {
  return lines.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(', ')
}
