import * as v from 'valibot'
import { commands } from '#shared/command.ts'
import type { CommandName } from '#shared/command.ts'
import type { QuarantineCode, RefuseCode } from '#shared/protocol.ts'
import type { Entry } from '../../data/db.ts'

const names: Record<CommandName, string> = {
  'order.place': 'Order',
  'order.pay': 'Payment',
  'order.refund': 'Refund',
  'order.mail': 'Receipt by e-mail',
  'order.setStatus': 'Order moved along',
  'till.open': 'Till opened',
  'till.move': 'Cash put in or taken out',
  'till.close': 'Till counted',
  'stock.move': 'Stock moved',
  'stock.count': 'Stock counted',
  'product.save': 'Product changed',
  'product.import': 'Products imported',
  'location.save': 'Location changed',
  'marketDay.save': 'Market day planned',
  'allotment.ask': 'Asked for scarce stock',
  'allotment.take': 'Scarce stock taken',
  'allotment.giveBack': 'Scarce stock given back',
  'allotment.release': 'Scarce stock released',
  'business.save': 'Settings changed',
  'exception.resolve': 'Exception resolved',
}

const rejected: Record<RefuseCode, string> = {
  'not-permitted': 'The role it was asked for with does not allow it.',
  unknown: 'What it changes does not exist on the server.',
  incomplete: 'Something it needs was left out.',
  unsealed: 'Nothing proves who asked for it. Sign in on this tablet with your user name, and ask again.',
}

const setAside: Record<QuarantineCode, string> = {
  malformed: 'The server could not read it.',
  'bad-args': 'Something in it is missing or out of bounds.',
  'unknown-command':
    'The server does not know this kind of entry yet; it is taken in once the server is upgraded.',
  'other-device': 'It belongs to another tablet.',
  'forged-actor': 'It names a person who was not on this till.',
  'forged-seal': 'Its seal is not of the person it names.',
  tampered: 'It does not match the seal it was saved with.',
  'seq-taken': 'Another entry took its place in the journal.',
  'id-taken': 'Another entry has the same name.',
  'rule-failed': 'The server could not work it out.',
  'after-revocation': 'It was made after this tablet was shut out; a manager may release it.',
  rescued: 'The server could not take it in; it holds every byte of it.',
  pruned: 'The server lost it long after it had been sent.',
}

/** What an entry is, in a few words: "Order A-0012". */
export function entryTitle(entry: Pick<Entry, 'name' | 'command'>): string {
  const order = v.safeParse(v.looseObject({ number: v.string() }), entry.command.args)
  const name = isCommand(entry.name) ? names[entry.name] : entry.name
  return entry.name === 'order.place' && order.success ? `${name} ${order.output.number}` : name
}

/** Why the server did not apply an entry; empty where it did. */
export function entryTrouble(entry: Pick<Entry, 'outcome'>): string {
  const { outcome } = entry
  if (outcome?.status === 'rejected') return `Not accepted. ${rejected[outcome.code]}`
  if (outcome?.status === 'quarantined')
    return `Kept, but set aside for someone to look at. ${setAside[outcome.code]}`
  return ''
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
