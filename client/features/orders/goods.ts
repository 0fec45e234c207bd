import type { Goods, RefundLine } from '#shared/refund.ts'
import { listed } from './words.ts'

const whereWords: Record<Goods, string> = {
  stock: 'back on the shelf',
  waste: 'thrown away',
  kept: 'kept by the customer',
}

export const goodsChoices = [
  { value: 'stock', label: 'On the shelf' },
  { value: 'waste', label: 'Thrown away' },
  { value: 'kept', label: 'Customer keeps it' },
] as const satisfies readonly { value: Goods; label: string }[]

/**
 * What became of the goods: "2 × Bun back on the shelf; 1 × Tea thrown away". Empty where there were none. Of each, about
 * `most` are named: "1 × Bun, 2 × Pie and 9 more".
 */
export function goodsText(
  lines: readonly Pick<RefundLine, 'name' | 'quantity' | 'goods'>[],
  most = Infinity,
): string {
  return goodsChoices
    .flatMap(({ value }) => {
      const some = lines.filter(({ goods }) => goods === value)
      const names = some.map(({ name, quantity }) => `${quantity} × ${name}`)
      return names.length > 0 ? [`${listed(atMost(names, most))} ${whereWords[value]}`] : []
    })
    .join('; ')
}

function atMost(names: string[], most: number): string[] {
  return names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names
}
