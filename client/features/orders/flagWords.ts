import type { Flag } from '#shared/define.ts'

/** What was odd about something, as a manager reads it. */
export const flagWords: Record<Flag, string> = {
  oversold: 'More was sold than the shelf held.',
  'price-differs': 'A price was not the catalogue’s.',
  'total-differs': 'Lines, discounts and payments do not add up to the total.',
  dangling: 'It names a product or a place that is not known.',
  'number-odd': 'The number is not one of this tablet’s.',
  'not-permitted': 'Whoever did this is not allowed to.',
  'after-revocation': 'The tablet had been shut out by then.',
  'clock-suspect': 'The tablet’s clock was probably wrong.',
  'chain-broken': 'The record before this one was damaged.',
  'over-limit': 'The discount is larger than whoever gave it may give alone.',
  'not-approved': 'The manager’s approval could not be proved.',
  unsealed: 'Nothing proves who did it.',
  'over-paid': 'More was paid than was due.',
  'over-refunded': 'More went back than had been sold or paid.',
  'beyond-allotment': 'More of something scarce was sold than this tablet may sell unseen.',
  ambiguous: 'It came so close to a count that nobody can tell which was first.',
  'after-closing': 'The drawer had been cashed up by then.',
}
