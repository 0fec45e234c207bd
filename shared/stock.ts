import { isAmbiguous, mostDoubt, type Timed, timingOf } from './doubt.ts'
import type { Meta } from './define.ts'
import type { Draft } from './draft.ts'
import type { Count, Level, Movement } from './rows.ts'
import { levelId } from './tables.ts'
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

/**
 * Writes a count; where it is the latest, the level becomes what was counted plus what moved since. True where a movement
 * lies so close to it that nobody can tell which came first.
 */
export function recount(draft: Draft, count: Count): boolean {
  draft.put('count', count)
  const { productId, locationId, deviceId, unsure } = count
  const { clock: _, ...level } = currentLevel(draft, productId, locationId)
  const after = stampOf(count)
  if (level.counted && isLater(level.counted, after)) return false
  const since = draft.movementsAfter({ productId, locationId, after })
  const quantity = since.reduce((sum, movement) => sum + movement.quantity, count.quantity)
  const clock = deviceId !== undefined && unsure !== undefined ? { clock: { deviceId, unsure } } : {}
  draft.put('level', { ...level, quantity, counted: after, ...clock })
  const near = draft.movementsAfter({ productId, locationId, after: beforeCount(count) })
  return near.some((movement) => movement.quantity !== 0 && isAmbiguous(movement, count))
}

/** From when on a count has to know what moved. */
export function beforeCount({ at, unsure = 0 }: Pick<Count, 'at' | 'unsure'>): Stamp {
  return [Math.max(0, at - unsure - mostDoubt), '']
}

/** Whether what happens by this command may have come before the last count of a shelf as well as after it. */
export function isNearCount(draft: Draft, meta: Meta, productId: string, locationId: string): boolean {
  const { counted, clock } = currentLevel(draft, productId, locationId)
  const moved: Timed = { at: meta.at, ...timingOf(meta) }
  return counted !== undefined && isAmbiguous(moved, { at: counted[0], ...clock })
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
