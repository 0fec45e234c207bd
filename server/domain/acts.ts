import type { Store } from '../store/store.ts'
import type { Act } from '../store/acts.ts'

/** Who does something, and on which tablet. */
export type Doer = Pick<Act, 'actorId' | 'deviceId'>

/** Somebody at the server's own command line. */
export const byHand: Doer = { actorId: null, deviceId: null }

type Fields = Readonly<Record<string, unknown>>

/** Writes down what was done, by what differs between before and after; where nothing does there is nothing to tell. */
export function noteAct(
  { acts }: Pick<Store, 'acts'>,
  doer: Doer,
  { before, after, ...about }: Omit<Act, keyof Doer>,
): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  if (changed.length === 0) return
  acts.add({ ...doer, ...about, before: only(before, changed), after: only(after, changed) })
}

function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])))
}

/** Enough of an address to tell which one it was: "m…@example.org". */
export function masked(email: string | null): string {
  return email === null ? '' : email.replace(/^(.).*@/u, '$1…@')
}
