import type { Wish } from '#shared/define.ts'
import type { Draft } from '#shared/draft.ts'
import type { NewMail } from '../../store/mail.ts'
import type { Store } from '../../store/store.ts'
import type { Secrets } from '../secrets.ts'
import type { PasswordReset, Registration } from './about.ts'

/** How often one order's receipt is mailed, so that nobody is pestered from a stall. */
const mostReceipts = 20

/**
 * Queues what a transaction's commands are to tell customers, in that transaction: a confirmation for every order that is
 * new here, and receipts that were asked for. To be called before its rows are saved.
 */
export function noteMails(store: Store, draft: Draft, wishes: readonly Wish[], at: number): void {
  for (const { id, customer } of draft.written('order')) {
    if (!customer?.contact?.email || store.rows.one('order', id)) continue
    const confirmation = { id: `confirmation:${id}`, kind: 'confirmation', orderId: id } as const
    store.mail.add({ ...queued(at), ...confirmation, recipient: null })
  }
  for (const { id, orderId, sealed } of wishes) {
    const receipt = {
      ...queued(at),
      id: `receipt:${id}`,
      kind: 'receipt',
      orderId,
      recipient: sealed,
    } as const
    const isTooMany = store.mail.sizeOf(orderId, 'receipt') >= mostReceipts
    if (store.mail.add(receipt) && isTooMany) store.mail.settle(receipt.id, 'failed', at, 'too-many')
  }
}

interface Rooms {
  store: Pick<Store, 'mail'>
  secrets: Secrets
}

/** Queues word of a registration; call it in the transaction that decides it. `id` is the registration's. */
export function queueRegistration(
  { store, secrets }: Rooms,
  { id, to, about, at }: { id: string; to: string; about: Registration; at: number },
): void {
  store.mail.add({
    ...queued(at),
    id: `registration:${about.event}:${id}`,
    kind: 'registration',
    orderId: null,
    recipient: secrets.seal(to),
    about: secrets.seal(JSON.stringify(about)),
  })
}

/** Queues a password's reset, ahead of everything else that waits; `id` is the reset's. */
export function queueReset(
  { store, secrets }: Rooms,
  { id, to, about, at }: { id: string; to: string; about: PasswordReset; at: number },
): void {
  store.mail.add({
    ...{ id: `password-reset:${id}`, kind: 'password-reset', orderId: null, queuedAt: at, dueAt: 0 },
    recipient: secrets.seal(to),
    about: secrets.seal(JSON.stringify(about)),
  })
}

function queued(at: number): Pick<NewMail, 'about' | 'queuedAt' | 'dueAt'> {
  return { about: null, queuedAt: at, dueAt: at }
}
