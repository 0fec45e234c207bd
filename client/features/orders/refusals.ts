import type { RecordCode } from '../../data/journal.ts'

/** Why nothing was done to an order. */
export const refusals: Record<RecordCode, string> = {
  'not-enrolled': 'This tablet does not belong to a stall yet, so nothing was changed.',
  'nobody-here': 'Nobody is signed in on this till, so nothing was changed.',
  'not-permitted': 'Your role does not allow this. Ask a manager to stand by; nothing was changed.',
  unknown: 'This order is not on this tablet, so nothing was changed.',
  incomplete: 'Something was missing, so nothing was changed.',
}
