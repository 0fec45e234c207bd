/** Why nothing was put into the basket, or sold. */
export const refusals = {
  'too-many-lines': 'An order holds 200 lines. Charge this one and start the next.',
  'too-much': 'That is more than one order can come to. Charge this one and start the next.',
  empty: 'There is nothing in the basket.',
  'moved-on': 'The basket was changed in another tab. Look at it again before you charge.',
  'not-enrolled':
    'This tablet does not belong to a stall yet, so the order was not saved. It is still in the basket.',
  'nobody-here': 'Nobody is signed in on this till, so the order was not saved. It is still in the basket.',
  'not-permitted': 'Your role may not place orders, so it was not saved. It is still in the basket.',
  unknown: 'The order was not saved. It is still in the basket: please try again.',
  incomplete: 'The order was not saved. It is still in the basket: please try again.',
} as const

export type Refusal = keyof typeof refusals
