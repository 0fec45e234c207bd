import { effectiveAt, type Envelope } from '#shared/envelope.ts'

/** A clock that is right runs about a second a day apart from another; this is two months of it. */
const slack = 60_000

/**
 * Whether the time a command carries cannot be true by more than its device was unsure of: it lies after the moment
 * in which the command came in, or before its person was let in on that device. A time that somebody stated, rather
 * than a clock, may lie as far back as it likes.
 */
export function isClockSuspect(command: Envelope, receivedAt: number, grantedAt: number): boolean {
  const at = effectiveAt(command)
  const give = command.uncertainty + slack
  if (at > receivedAt + give) return true
  const isStated = command.offset === 0 && command.uncertainty === 0
  return !isStated && at < grantedAt - give
}
