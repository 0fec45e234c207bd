import type { Count, Movement } from '#shared/rows.ts'
import { isLater } from '#shared/stamp.ts'
import { differenceText, sizeText } from './shelf.ts'

/** One thing that happened to a product at a place. */
export interface Happening {
  id: string
  at: number
  actorId: string
  what: string
  /** By how much the shelf changed, or what was found there. */
  quantity: string
  tone: 'plain' | 'good' | 'danger'
  note: string
  orderId: string | null
}

/**
 * Movements and counts as one story, the newest first. `since`: from when on all movements are among these, so that what
 * came late from before a count can be told.
 */
export function storyOf(movements: readonly Movement[], counts: readonly Count[], since = 0): Happening[] {
  const counted = counts.map((count) => ofCount(count, expectedNow(count, movements, counts, since)))
  return [...movements.map(ofMovement), ...counted].sort((a, b) =>
    isLater([a.at, a.id], [b.at, b.id]) ? -1 : 1,
  )
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

function ofMovement(movement: Movement): Happening {
  const { id, at, actorId, quantity } = movement
  return {
    id,
    at,
    actorId,
    what:
      movement.reason === 'transfer'
        ? quantity > 0
          ? 'Came by transfer'
          : 'Went by transfer'
        : words[movement.reason],
    quantity: differenceText(quantity),
    tone: quantity > 0 ? 'good' : 'plain',
    note: movement.note ?? '',
    orderId: movement.orderId ?? null,
  }
}

function ofCount(count: Count, expected: number): Happening {
  const { id, at, actorId, quantity } = count
  const difference = quantity - expected
  const found = difference === 0 ? 'as expected' : `difference ${differenceText(difference)}`
  const late = `Expected ${sizeText(count.expected)} then. By what came later it was ${sizeText(expected)}: ${found}`
  return {
    id,
    at,
    actorId,
    what: 'Counted',
    quantity: `= ${quantity}`,
    tone: difference < 0 ? 'danger' : 'plain',
    note:
      expected !== count.expected
        ? late
        : difference === 0
          ? 'As expected'
          : `Expected ${sizeText(expected)}, ${found}`,
    orderId: null,
  }
}

const words = {
  sale: 'Sold',
  returned: 'Came back',
  received: 'Received',
  waste: 'Waste',
  sample: 'Sample',
  correction: 'Corrected',
} as const
