import type { Count, Movement } from '#shared/rows.ts'
import { isLater } from '#shared/stamp.ts'
import { isAmbiguous } from '#shared/doubt.ts'
import { differenceText, sizeText } from './shelf.ts'

/** One thing that happened to a product at a place. */
export interface Happening {
  id: string
  at: number
  actorId: string
  /** The tablet it was done on; null where no row says. */
  deviceId: string | null
  locationId: string
  what: string
  /** By how much the shelf changed, or what was found there. */
  quantity: string
  tone: 'plain' | 'good' | 'danger'
  note: string
  /** Nobody can tell whether it came before a count or after it. */
  isUnclear: boolean
  orderId: string | null
}

/**
 * Movements and counts as one story, the newest first. `since`: from when on all movements are among these, so that what
 * came late from before a count can be told.
 */
export function storyOf(movements: readonly Movement[], counts: readonly Count[], since = 0): Happening[] {
  const moved = movements.filter(({ quantity, wasted }) => quantity !== 0 || wasted !== undefined)
  const counted = counts.map((count) => {
    const near = moved.filter((movement) => movement.quantity !== 0 && isAmbiguous(movement, count))
    return ofCount(count, expectedNow(count, movements, counts, since), near)
  })
  const told = moved.map((movement) =>
    ofMovement(
      movement,
      counts.some((count) => isAmbiguous(movement, count)),
    ),
  )
  return [...told, ...counted].sort((a, b) => (isLater([a.at, a.id], [b.at, b.id]) ? -1 : 1))
}

/** What should have been found, by all that is known today: the count before and what moved between the two. */
function expectedNow(
  count: Count,
  movements: readonly Movement[],
  counts: readonly Count[],
  since: number,
): number {
  const isBefore = (row: { at: number; id: string }) => isLater([count.at, count.id], [row.at, row.id])
  const [before] = counts.filter(isBefore).sort((a, b) => (isLater([a.at, a.id], [b.at, b.id]) ? -1 : 1))
  if (!before || before.at < since) return count.expected
  return movements
    .filter((row) => isBefore(row) && isLater([row.at, row.id], [before.at, before.id]))
    .reduce((sum, { quantity }) => sum + quantity, before.quantity)
}

function ofMovement(movement: Movement, isUnclear: boolean): Happening {
  const { quantity, wasted } = movement
  return {
    ...placed(movement),
    what:
      movement.reason === 'transfer'
        ? quantity > 0
          ? 'Came by transfer'
          : 'Went by transfer'
        : words[movement.reason],
    quantity: differenceText(quantity),
    tone: quantity > 0 ? 'good' : 'plain',
    note: [
      wasted === undefined ? '' : `${wasted} of a cancelled order, thrown away`,
      movement.note ?? '',
      isUnclear ? 'So close to a count that it may have been in it or not' : '',
    ]
      .filter(Boolean)
      .join(' · '),
    isUnclear,
    orderId: movement.orderId ?? null,
  }
}

function ofCount(count: Count, expected: number, near: readonly Movement[]): Happening {
  const { quantity } = count
  const difference = quantity - expected
  const found = difference === 0 ? 'as expected' : `difference ${differenceText(difference)}`
  const late = `Expected ${sizeText(count.expected)} then. By what came later it was ${sizeText(expected)}: ${found}`
  return {
    ...placed(count),
    what: 'Counted',
    quantity: `= ${quantity}`,
    tone: difference < 0 ? 'danger' : 'plain',
    note: [
      expected !== count.expected
        ? late
        : difference === 0
          ? 'As expected'
          : `Expected ${sizeText(expected)}, ${found}`,
      doubtOver(near),
    ]
      .filter(Boolean)
      .join('. '),
    isUnclear: near.length > 0,
    orderId: null,
  }
}

/** Of what lies too close to a count, by the clocks of two tablets, to say which came first. */
function doubtOver(near: readonly Movement[]): string {
  if (near.length === 0) return ''
  const sum = near.reduce((all, { quantity }) => all + quantity, 0)
  return `Nobody can tell whether ${differenceText(sum)} came before it or after: count again`
}

function placed({ id, at, actorId, locationId, deviceId }: Movement | Count) {
  return { id, at, actorId, locationId, deviceId: deviceId ?? null }
}

const words = {
  sale: 'Sold',
  returned: 'Came back',
  received: 'Received',
  waste: 'Waste',
  sample: 'Sample',
  correction: 'Corrected',
} as const
