import type { Discount } from '#shared/discount.ts'
import type { Line } from '#shared/order.ts'
import { percentText } from '../catalogue/numbers.ts'

/** "Discount 10 % · regular", "Discount". */
export function discountText({ kind, value, reason }: Discount, money: (minor: number) => string): string {
  const size = kind === 'percent' ? percent(value) : money(value)
  return [`Discount ${size}`, reason].filter(Boolean).join(' · ')
}

/** Basis points as people say them: 2,000 is "20 %". */
export function percent(rate: number): string {
  return `${percentText(rate)}\u00a0%`
}

/** What is said of a line under its name: what was chosen, the price of one, what was noted. */
export function detailsOf(line: Line, money: (minor: number) => string): string[] {
  return [
    (line.options ?? []).map(({ name }) => name).join(', '),
    `${money(line.price)} each`,
    line.discount ? `${discountText(line.discount, money)}, −${money(line.discount.amount)}` : '',
    line.note ?? '',
  ].filter(Boolean)
}

/** A line's name with what was chosen: "Latte, oat milk". */
export function nameOf({ name, options }: Pick<Line, 'name' | 'options'>): string {
  return [name, ...(options ?? []).map((option) => option.name)].join(', ')
}
