import type { RecordCode } from '../../data/journal.ts'

/** Why a payment was not taken. */
export const refusals: Record<RecordCode, string> = {
  'not-enrolled': 'This tablet does not belong to a stall yet, so the payment was not saved.',
  'nobody-here': 'Nobody is signed in on this till, so the payment was not saved.',
  'not-permitted': 'Your role may not take payments, so it was not saved. Ask a manager.',
  unknown: 'The payment was not saved. It is still here: please try again.',
  incomplete: 'The payment was not saved. It is still here: please try again.',
}
