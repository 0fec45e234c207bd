import type { ToldAct } from '#shared/acts.ts'
import { ProductFields } from '#shared/catalogue.ts'
import * as v from 'valibot'
import { changesOf } from '../catalogue/editWords.ts'

interface Outside {
  money(minor: number): string
  placeOf(locationId: string): string
}

/** What was done, in a few words. */
export function titleOf({ name, subject, before, after }: ToldAct): string {
  switch (name) {
    case 'registration.decide':
      return after['state'] === 'approved' ? `Let ${subject} in` : `Turned ${subject} down`
    case 'person.add':
      return `Added ${subject}`
    case 'person.change':
      if (after['active'] === false) return `Disabled ${subject}`
      return after['active'] === true ? `Enabled ${subject} again` : `Changed ${subject}`
    case 'password.change':
      return `New password for ${subject}`
    case 'password.reset':
      return `A code for ${subject} to choose a password`
    case 'device.enrol':
      return `Enrolled ${subject}`
    case 'device.refuse':
      return `Turned away ${subject}, which asked to be a tablet`
    case 'device.change':
      return `Changed the tablet ${subject}`
    case 'device.revoke':
      return after['active'] === true
        ? `Let the tablet ${subject} in again`
        : `Shut out the tablet ${subject}`
    case 'device.release':
      return `Released what the tablet ${subject} did after it was shut out`
    case 'product.save':
      return Object.keys(before).length === 0 ? `New product ${subject}` : `Changed ${subject}`
    case 'product.import':
      return `${subject}, from a file`
    case 'business.save':
      return 'Changed the settings'
    case 'location.save':
      return `Location ${subject}`
    case 'marketDay.save':
      return `Market day ${subject}`
    case 'mail.set':
      return 'Changed the mail settings'
    case 'exception.resolve':
      return `Looked at ${subject || 'what was odd'}`
    default:
      return `${name} ${subject}`
  }
}

const PartOfProduct = v.partial(v.object(ProductFields.entries))

/** What became of it, a sentence for each field: "Role from employee to manager". */
export function changesIn({ id, name, before, after }: ToldAct, outside: Outside): string[] {
  if (name === 'password.reset') return []
  if (name.startsWith('product.')) {
    const [was, is] = [v.safeParse(PartOfProduct, before), v.safeParse(PartOfProduct, after)]
    const isNew = Object.keys(before).length === 0
    const about = { id: String(id), at: 0, actorId: '', deviceId: '', isImported: false }
    if (was.success && is.success)
      return changesOf({ ...about, isNew, before: was.output, after: is.output }, outside)
  }
  return fieldsOf({ before, after }).map(({ field, from, to }) =>
    from === ''
      ? `${field}: ${to}`
      : to === ''
        ? `${field}: no longer ${from}`
        : `${field} from ${from} to ${to}`,
  )
}

/** Each field that changed, as text. */
export function fieldsOf({ before, after }: Pick<ToldAct, 'before' | 'after'>) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((key) => ({ field: fieldNames[key] ?? key, from: textOf(before[key]), to: textOf(after[key]) }))
    .filter(({ from, to }) => from !== to)
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return JSON.stringify(value)
}

const fieldNames: Record<string, string> = {
  name: 'Name',
  username: 'User name',
  role: 'Role',
  active: 'Active',
  email: 'E-mail',
  place: 'Place',
  state: 'Request',
  reason: 'Reason',
  password: 'Password',
  how: 'By',
  code: 'Code',
  letter: 'Letter',
  resolved: 'What came of it',
  employeeDiscount: 'Discount employees may give (basis points)',
  address: 'Address',
  taxNumber: 'Tax number',
  receiptNote: 'Word on receipts',
  language: 'Language',
  categories: 'Categories',
  taxRates: 'Tax rates',
  kind: 'Kind',
  prepares: 'Orders are prepared',
  on: 'Day',
  locationIds: 'Stalls',
  storeId: 'Loaded from',
  staff: 'People',
  note: 'Note',
  load: 'Load list',
  host: 'Mail server',
  port: 'Port',
  security: 'Security',
  user: 'User',
  from: 'Sent from',
  digest: 'Digest',
}
