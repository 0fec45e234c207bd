import type { RecordCode } from '../../data/journal.ts'

/** Why nothing was done to an order. */
export const refusals: Record<RecordCode, string> = {
  'not-enrolled': 'This tablet does not belong to a stall yet, so nothing was changed.',
  'nobody-here': 'Nobody is signed in on this till, so nothing was changed.',
  'not-permitted': 'Your role does not allow this. Ask a manager to stand by; nothing was changed.',
  unknown: 'This order is not on this tablet, so nothing was changed.',
  incomplete: 'Something was missing, so nothing was changed.',
}

/** Why the server could not be asked for orders that are not here. */
export const lookingProblems: Partial<Record<string, string>> & { otherwise: string } = {
  unreachable: 'Older orders are on the server, and it cannot be reached just now. Try again with a signal.',
  'not-found': 'The server does not have it either, or it belongs to another stall.',
  'not-enrolled': 'This tablet does not belong to a stall yet.',
  otherwise: 'The server could not look just now. Please try again.',
}
