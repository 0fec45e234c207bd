import { effectiveAt, type Envelope } from '#shared/envelope.ts'

/** A clock that is right runs about a second a day apart from another; this is two months of it. */
const slack = 60_000

/**
 * Whether the time a command carries cannot be true by more than its device was unsure of: it lies after the moment
 * in which the command came in, or before its person was let in on that device. A time that somebody stated, rather
 * than a clock, may lie as far back as it likes.
 */
export function isClockSuspect(command: Envelope, receivedAt: number, grantedAt: number): boolean {
  if (isAhead(command, receivedAt)) return true
  const isStated = command.offset === 0 && command.uncertainty === 0
  return !isStated && effectiveAt(command) < grantedAt - giveOf(command)
}

/**
 * A command as its rule is to see it: what says that it lies after its receipt happened no later than that. Else an edit
 * by a clock that is a year ahead would win over all that people change for a year, and a count would hide what is
 * sold after it. The journal keeps what was sealed.
 */
export function inTime(command: Envelope, receivedAt: number): Envelope {
  return isAhead(command, receivedAt) ? { ...command, at: receivedAt, offset: 0 } : command
}

function isAhead(command: Envelope, receivedAt: number): boolean {
  return effectiveAt(command) > receivedAt + giveOf(command)
}

/** By how much (ms) a command's time may be off. */
export function giveOf({ uncertainty }: Envelope): number {
  return uncertainty + slack
}
