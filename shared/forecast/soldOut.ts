import { byStamp } from '../stamp.ts'

/** What moved, or with `found` what was counted and what the tablet believed was there. */
export interface ShelfEvent {
  id: string
  at: number
  quantity: number
  isSale: boolean
  found?: { expected: number }
}

/** Epoch ms: a market day from its beginning until `to`. */
export interface Opening {
  on: string
  from: number
  to: number
}

/**
 * The market days, in their order, on which a product ran out at a place: its last sale of the day took what was left, or
 * nothing was there all day. `level` is what is there now; `events` are all since the first day, whatever their order.
 * Where more is sold than was ever there the book is wrong, and says nothing.
 */
export function soldOutOn(
  level: number,
  events: readonly ShelfEvent[],
  openings: readonly Opening[],
): string[] {
  const sorted = [...events].sort(byStamp<ShelfEvent>(({ at, id }) => [at, id]))
  let there = levelBefore(level, sorted)
  let next = 0
  const goOn = (until: number, see: (event: ShelfEvent, left: number) => void) => {
    for (let event = sorted[next]; event && event.at < until; event = sorted[++next]) {
      there = event.found ? event.quantity : there + event.quantity
      see(event, there)
    }
  }
  return openings
    .filter(({ from, to }) => {
      goOn(from, () => {})
      let most = there
      let isOut = there === 0
      goOn(to, ({ isSale }, left) => {
        most = Math.max(most, left)
        if (left > 0) isOut = false
        else if (isSale) isOut = most > 0
      })
      return isOut
    })
    .map(({ on }) => on)
}

/** Before the first count it is what the tablet that counted believed, less what had moved until then. */
function levelBefore(level: number, sorted: readonly ShelfEvent[]): number {
  const first = sorted.findIndex(({ found }) => found)
  const before = first < 0 ? sorted : sorted.slice(0, first)
  return (sorted[first]?.found?.expected ?? level) - before.reduce((sum, { quantity }) => sum + quantity, 0)
}
