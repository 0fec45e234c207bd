import type { Allotment } from '#shared/allotment.ts'
import { grantFor } from '#shared/sharing.ts'
import type { Draft } from '#shared/draft.ts'
import type { Row, Table } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import type { Store } from '../store/store.ts'
import { isHeldUp } from './restored.ts'

/**
 * Answers the tablets that asked for scarce stock in this group of commands, once all of the group has been decided: one
 * after another, each out of what nobody holds by then. `at` is the server's clock.
 */
export function answerAsks(store: Store, draft: Draft, at: number): void {
  const asking: Allotment[] = []
  draft.eachWrite((table, row) => {
    if (table === 'allotment' && 'asked' in row && row.asked !== row.answered) asking.push(row)
  })
  asking.sort((a, b) => ((a.asked ?? '') < (b.asked ?? '') ? -1 : 1))
  for (const own of asking) answer(store, draft, own, at)
}

function answer(store: Store, draft: Draft, own: Allotment, at: number): void {
  const { productId, locationId, asked } = own
  const active = store.rows.all('device').filter((device) => device.active)
  const tablets = active.filter((device) => device.locationId === locationId).map(({ id }) => id)
  const stored = store.rows.allotmentsOf(productId, locationId).map(({ id }) => id)
  const allotments = allotmentsIn(store, draft, [...new Set([...stored, ...writtenFor(draft, own), own.id])])
  const level = current(store, draft, 'level', levelId(productId, locationId))?.quantity ?? 0
  const holders = active
    .map(({ id }) => id)
    .filter((id) => allotments.some(({ deviceId }) => deviceId === id))
  const isHeld = isHeldUp(store, [...tablets, ...holders])
  const isShutOut = !active.some(({ id }) => id === own.deviceId)
  const size = isHeld || isShutOut ? 0 : grantFor({ level, tablets, allotments, at }, own)
  draft.attempt(() => {
    const granted = Math.max(own.granted, own.taken) + size
    draft.put('allotment', { ...own, granted, ...(asked === undefined ? {} : { answered: asked }) })
    return { ok: true }
  })
}

function allotmentsIn(store: Store, draft: Draft, ids: readonly string[]): Allotment[] {
  return ids.flatMap((id) => current(store, draft, 'allotment', id) ?? [])
}

/** Those that came to be in this group. */
function writtenFor(draft: Draft, { productId, locationId }: Allotment): string[] {
  const ids: string[] = []
  draft.eachWrite((table, row) => {
    if (table !== 'allotment' || !('deviceId' in row) || !('granted' in row)) return
    if (row.productId === productId && row.locationId === locationId) ids.push(row.id)
  })
  return ids
}

function current<T extends Table>(store: Store, draft: Draft, table: T, id: string): Row<T> | undefined {
  if (!draft.has(table, id)) draft.load(table, id, store.rows.one(table, id))
  return draft.get(table, id)
}
