import type { Envelope } from '#shared/envelope.ts'
import type { Held } from './evening.ts'

/** Kept by the server as it was parsed at its door. */
export function envelopeIn(raw: string): Envelope {
  return JSON.parse(raw)
}

export function isAccepted({ outcome }: Held): boolean {
  return outcome.status === 'applied' || outcome.status === 'flagged'
}
