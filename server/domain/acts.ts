import { type ActKind, actKinds, type ActsAnswer, type ActsStand } from '#shared/acts.ts'
import type { Store } from '../store/store.ts'
import type { Act } from '../store/acts.ts'

/** Who does something, and on which tablet. */
export type Doer = Pick<Act, 'actorId' | 'deviceId'>

/** Somebody at the server's own command line. */
export const byHand: Doer = { actorId: null, deviceId: null }

type Fields = Readonly<Record<string, unknown>>

const onePage = 50

interface Asked {
  from: number
  until: number
  who: string | null
  kind: ActKind | null
  before: ActsStand | null
}

/** What was done, as far as it is asked for, a page at a time. */
export function actsFor(
  { acts }: Pick<Store, 'acts'>,
  { from, until, who, kind, before }: Asked,
): ActsAnswer {
  const names = kind === null ? [] : actKinds[kind]
  const found = acts.part({ from, until, actorId: who, names }, before, onePage + 1)
  const page = found.slice(0, onePage)
  const last = page.at(-1)
  return {
    acts: page.map(({ id, at, actorId, deviceId, name, subject, before: was, after }) => {
      return { id, at, actorId, deviceId, name, subject, before: was, after }
    }),
    before: last && found.length > onePage ? { at: last.at, id: last.id } : null,
  }
}

/** Writes down what was done, by what differs between before and after; where nothing does there is nothing to tell. */
export function noteAct(
  { acts }: Pick<Store, 'acts'>,
  { actorId, deviceId }: Doer,
  { at, name, subjectId, subject, before, after }: Omit<Act, keyof Doer>,
): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  if (changed.length === 0) return
  const what = { at, name, subjectId, subject }
  acts.add({ actorId, deviceId, ...what, before: only(before, changed), after: only(after, changed) })
}

function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])))
}

/** Enough of an address to tell which one it was: "m…@example.org". */
export function masked(email: string | null): string {
  return email === null ? '' : email.replace(/^(.).*@/u, '$1…@')
}
