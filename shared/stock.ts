import type { Draft } from './draft.ts'
import { type Count, type Level, type Movement, levelId } from './rows.ts'
import { byStamp, isLater, type Stamp } from './stamp.ts'

/** The definition of a level, as a function of the set: the last count plus the movements after it. */
export function levelOf(movements: readonly Movement[], counts: readonly Count[]): number {
  const last = [...counts].sort(byStamp<Count>(stampOf)).at(-1)
  return movements
    .filter((movement) => !last || isLater(stampOf(movement), stampOf(last)))
    .reduce((sum, movement) => sum + movement.quantity, last?.quantity ?? 0)
}

/**
 * Writes a movement and brings its level along. `before` is the form this movement had so far, if it had one. A
 * movement from before the last count explains that count's difference and leaves the shelf as it was counted.
 */
export function move(draft: Draft, movement: Movement, before?: Movement): Level {
  const level = currentLevel(draft, movement.productId, movement.locationId)
  const quantity = level.quantity + effectOn(level, movement) - effectOn(level, before)
  const next = { ...level, quantity }
  draft.put('movement', movement)
  draft.put('level', next)
  return next
}

/** Writes a count; where it is the latest, the level becomes what was counted plus what moved since. */
export function recount(draft: Draft, count: Count): void {
  draft.put('count', count)
  const level = currentLevel(draft, count.productId, count.locationId)
  const after = stampOf(count)
  if (level.counted && isLater(level.counted, after)) return
  const since = draft.movementsAfter({ productId: count.productId, locationId: count.locationId, after })
  const quantity = since.reduce((sum, movement) => sum + movement.quantity, count.quantity)
  draft.put('level', { ...level, quantity, counted: after })
}

export function currentLevel(draft: Draft, productId: string, locationId: string): Level {
  const id = levelId(productId, locationId)
  return draft.get('level', id) ?? { id, productId, locationId, quantity: 0 }
}

function effectOn(level: Level, movement: Movement | undefined): number {
  if (!movement) return 0
  return !level.counted || isLater(stampOf(movement), level.counted) ? movement.quantity : 0
}

function stampOf(row: { at: number; id: string }): Stamp {
  return [row.at, row.id]
}
