import * as v from 'valibot'

/*
 * What a tablet notes outside its database: who it is and how much of what it did had been sent. A browser may throw
 * the database away and says nothing; then these lines are all that is left, and a tablet that finds them beside an
 * empty database says so instead of "welcome". The letter is noted a second time, where another broom sweeps.
 */

export const Trace = v.object({
  letter: v.string(),
  name: v.string(),
  locationId: v.string(),
  place: v.string(),
  currency: v.string(),
  /** The last order number that was given out; null before the first. */
  last: v.nullable(v.string()),
  /** Orders under this letter that the server had said it holds. */
  sent: v.number(),
  waiting: v.object({ orders: v.number(), amount: v.number(), others: v.number() }),
  /** When the server last answered, epoch ms by the device's own clock. */
  contactAt: v.nullable(v.number()),
})
export type Trace = v.InferOutput<typeof Trace>

/** All of it, or where that is gone too only the letter. */
export type Left = { letter: string; trace: Trace | null }

interface Places {
  storage: () => Pick<Storage, 'getItem' | 'setItem'>
  document: Pick<Document, 'cookie'>
}

const name = 'awning-tablet'
const aYear = 365 * 86_400
const Noted = v.pipe(v.string(), v.parseJson(), Trace)

/** A browser that keeps neither of them keeps no database either. */
export function leaveTrace(trace: Trace, { storage, document }: Places = browser()): void {
  try {
    storage().setItem(name, JSON.stringify(trace))
  } catch {
    // Then the letter has to do.
  }
  if (letterIn(document.cookie) !== trace.letter)
    document.cookie = `${name}=${trace.letter}; path=/; max-age=${aYear}; samesite=strict`
}

export function traceLeft({ storage, document }: Places = browser()): Left | null {
  const trace = traceIn(storage)
  const letter = trace?.letter ?? letterIn(document.cookie)
  return letter === null ? null : { letter, trace }
}

function traceIn(storage: Places['storage']): Trace | null {
  try {
    const noted = v.safeParse(Noted, storage().getItem(name))
    return noted.success ? noted.output : null
  } catch {
    return null
  }
}

function letterIn(cookies: string): string | null {
  return /(?:^|; )awning-tablet=([A-Z]{1,4})(?:;|$)/.exec(cookies)?.[1] ?? null
}

function browser(): Places {
  return { storage: () => localStorage, document }
}
