import type { Count, Movement } from '#shared/rows.ts'
import { isLater } from '#shared/stamp.ts'
import { differenceText } from './shelf.ts'

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

/** Movements and counts as one story, the newest first. */
export function storyOf(movements: readonly Movement[], counts: readonly Count[]): Happening[] {
  return [...movements.map(ofMovement), ...counts.map(ofCount)].sort((a, b) =>
    isLater([a.at, a.id], [b.at, b.id]) ? -1 : 1,
  )
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

function ofCount(count: Count): Happening {
  const { id, at, actorId, quantity, expected } = count
  const difference = quantity - expected
  return {
    id,
    at,
    actorId,
    what: 'Counted',
    quantity: `= ${quantity}`,
    tone: difference < 0 ? 'danger' : 'plain',
    note: difference === 0 ? 'As expected' : `Expected ${expected}, difference ${differenceText(difference)}`,
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
