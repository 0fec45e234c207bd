import type { RecordCode } from '../../data/journal.ts'

/** Why this tablet did not take something down, and what to do. */
export function refusalText(code: RecordCode): string {
  return sentences[code]
}

const sentences = {
  'not-permitted': 'Your role does not allow this. Ask a manager to sign in.',
  'not-enrolled': 'This tablet is not enrolled yet. A manager can enrol it.',
  'nobody-here': 'Nobody is signed in on this tablet. Sign in, then save again.',
  unknown: 'This is not known on this tablet any more.',
  incomplete: 'Something is missing. Give it a name at least.',
} satisfies Record<RecordCode, string>
