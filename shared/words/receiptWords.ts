import type { Payment } from '../order.ts'
import type { Goods } from '../refund.ts'

/** Every word of receipts and pick slips. What is not here comes from the business, or from Intl. */
export interface ReceiptWords {
  order(number: string): string
  payment(number: string): string
  refund(number: string): string
  toMake(number: string): string
  toMakeInAll: string
  taxNumber(number: string): string
  copy: string
  cancelled: string
  date: string
  at: string
  servedBy: string
  ordered: string
  takenBy: string
  for: string
  collect: string
  wanted: string
  asSoonAsCanBe: string
  orders: string
  some(quantity: number, number: string): string
  thanks: string
  each(price: string): string
  percentOff(share: string): string
  off: string
  subtotal: string
  total: string
  ways: Readonly<Record<Payment['kind'], string>>
  waysBack: Readonly<Record<Payment['kind'], string>>
  change: string
  returned(when: string): string
  paidBackOn(when: string): string
  paidBack: string
  stillToPay: string
  toBePaidBack: string
  orderTotal: string
  paidNow: string
  theOrder: string
  paidInFull: string
  worth: string
  goods: Readonly<Record<Goods, string>>
  taxIn(share: string, gross: string): string
  taxOn(share: string, net: string): string
  lines(size: number): string
  moreLines(size: number): string
}
