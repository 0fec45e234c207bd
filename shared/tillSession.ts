import type { Draft } from './draft.ts'
import type { Closing, TillSession } from './rows.ts'
import { byStamp } from './stamp.ts'
import { minus, noTakings, plus, type Takings, takingsIn } from './takings.ts'

/** The cash that takings leave in a drawer that held `float`, minor units: float + sales − refunds + in − out. */
export function expectedCash(float: number, { cash, cashBack, paidIn, paidOut }: Takings): number {
  return float + cash - cashBack + paidIn - paidOut
}

/** The cash that should be in a session's drawer by all that is known now, minor units. */
export function expectedIn(session: TillSession): number {
  return expectedCash(session.opened?.float ?? 0, takingsIn(session.takings))
}

/** A drawer that is sold into: opened, as far as is known, and not counted. */
export function isOpen(session: TillSession): boolean {
  return session.opened !== undefined && session.closings.length === 0
}

/** The count that stands: the last one. */
export function lastClosing(session: TillSession): Closing | undefined {
  return session.closings.at(-1)
}

/**
 * What came to be known of a session after it was closed, by tablet: the figures of the day are restated by these, and
 * the closing itself stays as it was counted.
 */
export function restatedSince(
  session: TillSession,
  closing: Closing,
): { deviceId: string; takings: Takings }[] {
  return Object.entries(session.takings).flatMap(([deviceId, takings]) => {
    const late = minus(takings, closing.known[deviceId] ?? noTakings)
    return Object.values(late).some((sum) => sum !== 0) ? [{ deviceId, takings: late }] : []
  })
}

/**
 * Adds to what a tablet put into a session. The session may not be known here yet, because another tablet opened it:
 * then it is kept with what is known of it. Tells whether the session had been closed by `at`.
 */
export function takeIn(
  draft: Draft,
  sessionId: string,
  deviceId: string,
  at: number,
  news: Partial<Takings>,
): { isClosed: boolean } {
  const session = sessionOf(draft, sessionId)
  const takings = plus(session.takings[deviceId] ?? noTakings, news)
  draft.put('tillSession', { ...session, takings: { ...session.takings, [deviceId]: takings } })
  return { isClosed: session.closings.some((closing) => closing.at < at) }
}

export function sessionOf(draft: Draft, id: string): TillSession {
  return draft.get('tillSession', id) ?? { id, takings: {}, closings: [] }
}

export function withClosing(session: TillSession, closing: Closing): TillSession {
  const closings = [...session.closings, closing].sort(byStamp((one) => [one.at, one.id]))
  return { ...session, closings }
}
