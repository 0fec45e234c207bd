import type { Exception } from '#shared/rows.ts'

export type About = NonNullable<Exception['about']>

interface Advice {
  title: string
  /** What happened, in a sentence. */
  text: string
  /** What to do about it. */
  advice: string
}

const known: Record<string, Advice> = {
  oversold: {
    title: 'Sold more than was there',
    text: 'By what Awning knows, this shelf held less than was sold.',
    advice: 'Count these products at the stall: a delivery may not have been entered, or a count was wrong.',
  },
  'price-differs': {
    title: 'Sold at another price',
    text: 'The price or the tax rate on the order is not the one in the catalogue. The customer paid what the order says.',
    advice: 'If it was changed while the tablet was offline, nothing is wrong.',
  },
  'total-differs': {
    title: 'The sums do not agree',
    text: 'What it comes to is not what its parts come to: an order’s or a refund’s lines and payments, or a till’s count. It was kept as it was.',
    advice: 'Compare it with its receipt or slip, and update the app on the tablet that made it.',
  },
  dangling: {
    title: 'Something it names is not known',
    text: 'It names a product, a place or an order that the server does not know.',
    advice:
      'If it was made on a tablet that has yet to send its changes, it will be known once that one is online.',
  },
  'number-odd': {
    title: 'Another tablet’s order number',
    text: 'The letter of the order’s number is not the one of the tablet that sent it.',
    advice: 'See under Tablets whether one was copied or put back from a backup.',
  },
  'not-permitted': {
    title: 'Not allowed for this role',
    text: 'Whoever did this may not do it by the role they have now.',
    advice:
      'Ask them what it was for. What happened was recorded; a wish that was refused can be asked for again.',
  },
  'not-approved': {
    title: 'No proof of the approval',
    text: 'It says that a manager allowed it, and nothing proves that.',
    advice: 'Ask the manager it names.',
  },
  unsealed: {
    title: 'No proof of who did it',
    text: 'It came without a seal of the person it names, or under one that this server has no key for. What happened was recorded; a wish was refused.',
    advice:
      'Ask the person it names. They sign in once on that tablet with their user name, and it is sealed again. After a move of the server: bring awning.key along.',
  },
  'over-limit': {
    title: 'Discount above the limit',
    text: 'More was taken off than this person may take off alone.',
    advice: 'Ask what it was for, or change the limit in the settings.',
  },
  'over-paid': {
    title: 'Paid more than was owed',
    text: 'Payments for this order, perhaps taken on two tablets, come to more than it cost.',
    advice: 'Give the customer the difference back: the order shows how much.',
  },
  'over-refunded': {
    title: 'Gave back more than was paid',
    text: 'Refunds of this order, perhaps made on two tablets, come to more than was sold or paid.',
    advice: 'Compare the refunds on the order with whoever made them.',
  },
  'after-closing': {
    title: 'After the till was counted',
    text: 'Money went into or out of a drawer that had been counted before.',
    advice: 'See the till’s history: the day is restated by it.',
  },
  'beyond-allotment': {
    title: 'Sold beyond its allotment',
    text: 'More of something scarce was sold than this tablet may sell without seeing the others. It was on the table, or it was promised twice.',
    advice: 'Count it at the stall. Where two customers wait for one, call the later one.',
  },
  ambiguous: {
    title: 'Before or after the count?',
    text: 'Goods moved so close to a count, by another tablet’s clock, that nobody can tell whether they were counted.',
    advice: 'Count these products once more, when nothing is being sold. The new count settles it.',
  },
  'after-revocation': {
    title: 'From a tablet that was shut out',
    text: 'It came after its tablet was shut out, and only that tablet’s clock says when it was done. What says that it was before is recorded; what says that it was after, and every wish, counts for nothing until you release it.',
    advice: 'Ask whoever it names. Under Tablets you release what was set aside.',
  },
  'clock-suspect': {
    title: 'The tablet’s clock was off',
    text: 'When it happened may be wrong, because the tablet’s clock could not be trusted.',
    advice: 'Set the tablet’s clock by itself, over the network. Money and stock are right.',
  },
  'chain-broken': {
    title: 'Behind something damaged',
    text: 'What the tablet did just before could not be read, so the link to it is not proved.',
    advice: 'Look at what was set aside from the same tablet.',
  },
  unknown: {
    title: 'What it changes is not there',
    text: 'It was a change to something that the server does not know.',
    advice: 'Make the change again where it still matters.',
  },
  incomplete: {
    title: 'Something was left out',
    text: 'A name or another thing it needs was missing.',
    advice: 'Ask for it again with everything filled in.',
  },
  'forged-actor': {
    title: 'Not by whom it says',
    text: 'It names a person who was not on that tablet’s till. It was set aside and counts for nothing.',
    advice: 'Find out who had the tablet. If it is out of your hands, revoke it.',
  },
  'forged-seal': {
    title: 'Sealed by somebody else',
    text: 'It names a person, and its seal is not theirs. It was set aside and counts for nothing; its bytes are kept.',
    advice:
      'Find out who had the tablet, and ask the person it names. If it is out of your hands, revoke it.',
  },
  tampered: {
    title: 'Changed after it was made',
    text: 'What it says does not fit its place in the tablet’s journal. It was set aside and counts for nothing.',
    advice: 'Find out who had the tablet, and compare with the receipts of that time.',
  },
  'id-taken': {
    title: 'Two of one name',
    text: 'It has the name of something else that the server holds. It was set aside.',
    advice: 'Tell whoever looks after Awning; the bytes are kept.',
  },
  'unknown-command': {
    title: 'From a newer app',
    text: 'The tablet’s app is newer than the server. It is kept, and taken in once the server is updated.',
    advice: 'Update the server.',
  },
}

const setAside: Advice = {
  title: 'Could not be read',
  text: 'The server could not make sense of it. Its bytes are kept, and it counts for nothing.',
  advice: 'Compare with the tablet that made it, and tell whoever looks after Awning.',
}

/** What a code means to a manager. Codes of a newer server are those of something set aside. */
export function adviceOn(code: string): Advice {
  return known[code] ?? setAside
}

const commands: Record<string, string> = {
  'order.place': 'Order',
  'order.pay': 'Payment',
  'order.refund': 'Refund',
  'order.mail': 'Receipt by e-mail',
  'order.setStatus': 'Status of an order',
  'stock.move': 'Stock moved',
  'stock.count': 'Stock counted',
  'product.save': 'Change of a product',
  'location.save': 'Change of a location',
  'marketDay.save': 'Plan of a market day',
  'allotment.ask': 'Request for scarce stock',
  'allotment.take': 'Scarce stock taken',
  'allotment.giveBack': 'Scarce stock given back',
  'allotment.release': 'Release of scarce stock',
  'business.save': 'Change of the settings',
  'till.open': 'Till opened',
  'till.move': 'Cash moved',
  'till.close': 'Till counted',
}

/** "Order B-0042", "Change of a product", "Something unreadable". */
export function subjectOf({ name, number }: Pick<About, 'name' | 'number'>): string {
  const what = commands[name] ?? 'Something unreadable'
  return number === undefined ? what : `${what} ${number}`
}

export const reasons = ['Counted again', 'Talked it over', 'Put right', 'Nothing is wrong'] as const
