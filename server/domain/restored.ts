import type { Cursor } from '#shared/protocol.ts'
import * as v from 'valibot'
import type { Store } from '../store/store.ts'

/*
 * A server that was put back from a backup does not know what it granted since, until the tablets have told it. As soon
 * as one tablet shows that something was lost, no scarce stock is granted at a place before every tablet there has sent
 * all that it had. A tablet that will not come back is shut out by a manager, and not waited for any longer.
 */

const key = 'restored'
const Heard = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

interface Shown {
  device: string
  cursor: Cursor | null
  /** How much of its journal this server once said that it holds. */
  lastSeq: number
}

/** Looks for evidence in what a tablet shows when it says hello. */
export function noteLoss(store: Store, { device, cursor, lastSeq }: Shown): void {
  const holds = store.journal.last(device)?.seq ?? 0
  const isKnown =
    !cursor || (cursor.epoch === store.epoch && store.revisions.tagOf(cursor.rev) === cursor.tag)
  if (isKnown && holds >= lastSeq) return
  const heard = heardOf(store)
  // Who has told everything and lost it again shows that it happened once more.
  if (!heard || heard.includes(device)) store.write(() => store.meta.set(key, '[]'))
}

/** A tablet has sent all that it had. */
export function noteHeard(store: Store, device: string): void {
  const heard = heardOf(store)
  if (!heard || heard.includes(device)) return
  const all = [...heard, device]
  const isOver = activeIn(store).every((id) => all.includes(id))
  store.write(() => store.meta.set(key, isOver ? '' : JSON.stringify(all)))
}

/** Whether one of these tablets may hold what this server has forgotten. */
export function isHeldUp(store: Store, tablets: readonly string[]): boolean {
  const heard = heardOf(store)
  return heard !== null && tablets.some((id) => !heard.includes(id))
}

function heardOf(store: Store): string[] | null {
  const heard = v.safeParse(Heard, store.meta.get(key))
  return heard.success ? heard.output : null
}

function activeIn(store: Store): string[] {
  return store.rows
    .all('device')
    .filter(({ active }) => active)
    .map(({ id }) => id)
}
