import type { MailRow, MailsAnswer, MailsRequest, OrderMailsAnswer } from '#shared/mail.ts'
import type { Mail } from '../../store/mail.ts'
import type { Store } from '../../store/store.ts'
import type { Secrets } from '../secrets.ts'
import type { Trouble } from './post.ts'
import { readSettings } from './settings.ts'

const inOnePart = 50
const mostOfOrder = 25

/** Mails of one state, the newest first, and how the post stands. Nobody's address is in it. */
export function listMails(
  rooms: { store: Store; secrets: Secrets },
  trouble: Trouble | null,
  { state, before }: MailsRequest,
): MailsAnswer {
  const { store } = rooms
  const found = store.mail.page(state, before, inOnePart + 1)
  const shown = found.slice(0, inOnePart)
  const last = shown.at(-1)
  return {
    mails: shown.map((mail) => rowOf(store, mail)),
    before: found.length > inOnePart && last ? { at: last.queuedAt, id: last.id } : null,
    sizes: store.mail.sizes(),
    isSet: readSettings(rooms) !== null,
    trouble,
  }
}

/** What became of an order's mails. */
export function mailsOf(
  rooms: { store: Store; secrets: Secrets },
  trouble: Trouble | null,
  orderId: string,
): OrderMailsAnswer {
  const mails = rooms.store.mail
    .ofOrder(orderId, mostOfOrder)
    .map(({ id, kind, state, queuedAt, settledAt, fault }) => ({
      ...{ id, kind, state, queuedAt, settledAt, fault },
    }))
  return { mails, isSet: readSettings(rooms) !== null, isHeldUp: trouble !== null }
}

function rowOf(store: Pick<Store, 'rows'>, mail: Mail): MailRow {
  const { id, kind, state, queuedAt, dueAt, settledAt, tries, fault, said, orderId } = mail
  const order = orderId === null ? undefined : store.rows.one('order', orderId)
  return {
    ...{ id, kind, state, queuedAt, dueAt, settledAt, tries, fault, said },
    order: order ? { id: order.id, number: order.number } : null,
  }
}
