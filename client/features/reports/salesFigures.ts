import type { SalesAnswer } from '#shared/reports.ts'

interface Amounts {
  money(minor: number): string
  count(size: number): string
}

/** What one wants to know first of what was sold. */
export function salesFigures(answer: SalesAnswer, { money, count }: Amounts) {
  const { total, sold, refunded, orders, units, discounts, tax } = answer
  return [
    {
      label: 'Sales',
      value: money(total),
      note: refunded > 0 ? `after ${money(refunded)} refunded` : undefined,
    },
    { label: 'Orders', value: count(orders) },
    { label: 'Mean order', value: orders === 0 ? '–' : money(Math.round(sold / orders)) },
    { label: 'Units', value: count(units) },
    { label: 'Discounts', value: money(discounts) },
    { label: 'Tax in it', value: money(tax) },
  ]
}
