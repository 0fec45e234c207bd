import { hasRunOut } from '#shared/forecast/soldOut.ts'
import type { Trade } from '#shared/forecast/trade.ts'
import { dayAfter } from '#shared/marketDay.ts'
import { instantOf } from '#shared/time.ts'
import type { Store } from '../store/store.ts'

/** Whether a product ran out is asked of so many market days: what was longer ago tells little. */
const mostAsked = 80

/** Every day from `from` until before `until` on which a place sold anything: what it sold, and what ran out of what is kept count of. */
export function tradesAt(
  { demand }: Pick<Store, 'demand'>,
  locationId: string,
  { from, until, zone }: { from: string; until: string; zone: string },
  isKept: (productId: string) => boolean,
): Trade[] {
  const days = Map.groupBy(demand.cellsAt(locationId, from, '~'), ({ day }) => day)
  const levels = new Map([...demand.levelsAt(locationId)].filter(([id]) => isKept(id)))
  const trades: Trade[] = []
  // Backwards from what is there now: what a day began with is what the one before it ended with.
  for (const [on, cells] of [...days].reverse()) {
    const units = new Map(
      cells.flatMap(({ productId, sold }) => (sold > 0 ? [[productId, sold] as const] : [])),
    )
    const touched = new Map(cells.map((cell) => [cell.productId, cell]))
    if (on < until && units.size > 0) {
      const soldOut = new Set<string>()
      const isAsked = trades.length < mostAsked
      for (const [productId, evening] of isAsked ? levels : []) {
        const { sold = 0, came = 0, stirred = 0, net = 0 } = touched.get(productId) ?? {}
        const day = { sold, came, evening, morning: evening - net, isStirred: stirred > 0 }
        const after = () => demand.afterLastSale(productId, locationId, ...spanOf(on, zone))
        if (hasRunOut(day, after)) soldOut.add(productId)
      }
      trades.push({ on, units, soldOut })
    }
    for (const { productId, net } of cells) {
      const evening = levels.get(productId)
      if (evening !== undefined) levels.set(productId, evening - net)
    }
  }
  return trades.reverse()
}

function spanOf(on: string, zone: string): [from: number, to: number] {
  return [instantOf(`${on}T00:00:00`, zone), instantOf(`${dayAfter(on)}T00:00:00`, zone)]
}
