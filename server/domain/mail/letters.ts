import { createHash } from 'node:crypto'
import type { MailFault } from '#shared/mail.ts'
import { Address } from '#shared/mail.ts'
import type { Business, Order } from '#shared/rows.ts'
import * as v from 'valibot'
import type { Mail } from '../../store/mail.ts'
import type { Store } from '../../store/store.ts'
import type { Contacts } from '../contacts.ts'
import type { Secrets } from '../secrets.ts'
import { Digest, LowStock, openAbout, PasswordReset, Registration } from './about.ts'
import type { Letter } from './carrier.ts'
import type { Content } from './content.ts'
import { orderContent } from './orderContent.ts'
import { pageOf } from './page.ts'
import { plainOf } from './plain.ts'
import {
  digestContent,
  lowStockContent,
  registrationContent,
  resetContent,
  testContent,
} from './staffContent.ts'
import { tongueOf } from './tongue.ts'

export interface LetterRooms {
  store: Pick<Store, 'rows' | 'mail' | 'sales' | 'standing'>
  contacts: Pick<Contacts, 'open'>
  secrets: Pick<Secrets, 'open'>
}

export type Made = { ok: true; letter: Letter } | { ok: false; fault: MailFault }

/** Opens whom a mail goes to and writes it, just before it is handed over. */
export function letterOf(rooms: LetterRooms, mail: Mail, messageId: string, now: number): Made {
  const business = rooms.store.rows.one('business', 'business')
  const order = rooms.store.rows.one('order', mail.orderId ?? '')
  // Its tablet has yet to send it, perhaps once more to a server that was put back.
  if (mail.orderId !== null && !order) return { ok: false, fault: 'later' }
  const to = addressOf(rooms, mail.recipient ?? order?.customer?.contact?.sealed ?? '')
  const content = business && contentOf(rooms, business, mail, order, now)
  if (to === null || !content) return { ok: false, fault: 'unreadable' }
  return { ok: true, letter: letter(content, to, messageId) }
}

/** What the settings are tried with. */
export function testLetter(business: Business, to: string, messageId: string): Letter {
  return letter(testContent({ tongue: tongueOf(business), business }), to, messageId)
}

/** The same for the same mail, whichever process sends it and however often. */
export function messageIdOf(id: string, from: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
  return `${createHash('sha256').update(`awning mail ${id}`).digest('hex').slice(0, 40)}@${asciiOf(domain)}`
}

/** A Message-ID takes no umlauts. */
function asciiOf(domain: string): string {
  return URL.parse(`http://${domain}`)?.hostname ?? 'awning.invalid'
}

function addressOf({ contacts, secrets }: LetterRooms, recipient: string): string | null {
  const opened = recipient.startsWith('s1.') ? secrets.open(recipient) : contacts.open(recipient)?.email
  const parsed = v.safeParse(Address, opened)
  return parsed.success ? parsed.output : null
}

function contentOf(
  rooms: LetterRooms,
  business: Business,
  mail: Mail,
  order: Order | undefined,
  now: number,
): Content | null {
  const { store } = rooms
  const tongue = tongueOf(business)
  const setting = { store, tongue, business }
  switch (mail.kind) {
    case 'confirmation':
    case 'receipt': {
      const isReceipt = mail.kind === 'receipt'
      return order ? orderContent(store, tongue, business, order, { isReceipt, now }) : null
    }
    case 'low-stock':
      return say(openAbout(rooms.secrets, mail, LowStock), (about) => lowStockContent(setting, about))
    case 'digest':
      return say(openAbout(rooms.secrets, mail, Digest), (about) => digestContent(setting, about))
    case 'registration':
      return say(openAbout(rooms.secrets, mail, Registration), (about) => registrationContent(setting, about))
    case 'password-reset':
      return say(openAbout(rooms.secrets, mail, PasswordReset), (about) => resetContent(setting, about))
  }
}

function say<About>(about: About | null, make: (about: About) => Content): Content | null {
  return about === null ? null : make(about)
}

function letter(content: Content, to: string, messageId: string): Letter {
  const { business, subject } = content
  return {
    ...{ messageId, to },
    fromName: oneLine(business),
    subject: oneLine(subject),
    html: pageOf(content),
    text: plainOf(content),
  }
}

/** What goes into a header is one line and no more than a screen wide, whatever a name holds. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 150)
}
