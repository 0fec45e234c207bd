import type { Envelope } from '#shared/envelope.ts'
import type { Held } from './evening.ts'

/** Kept by the server as it was parsed at its door. */
export function envelopeIn(raw: string): Envelope {
  return JSON.parse(raw)
}

/** When it happened, as far as it can have: no clock makes it happen after it came in, but for a moment's give. */
export function timeOf({ raw, receivedAt }: Held): number {
  const { at, offset, uncertainty } = envelopeIn(raw)
  const said = Math.max(0, at + offset)
  return said > receivedAt + uncertainty + 60_000 ? receivedAt : said
}

export function isAccepted({ outcome }: Held): boolean {
  return outcome.status === 'applied' || outcome.status === 'flagged'
}
