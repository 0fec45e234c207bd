import { createHash } from 'node:crypto'
import type { MailSettings } from '#shared/mail.ts'
import { levelId } from '#shared/tables.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import type { NewMail } from '../../store/mail.ts'
import type { Store } from '../../store/store.ts'
import type { Secrets } from '../secrets.ts'
import type { Digest, LowStock } from './about.ts'
import type { Ledger } from './carrier.ts'

/* What managers are told: queued by the worker out of what the exchange kept, each crossing and each day once. */

interface Rooms {
  store: Store
  secrets: Secrets
  ledger: Ledger
}

const told = 'mail.told'
const digested = 'mail.digested'
/** When the day before is over and told, by the business's clocks. */
const morning = '06:00'

/**
 * Queues one mail for all shelves that have become low since the last one. What was told before a restore is not told
 * again when the same sales come once more. In a transaction: a crossing is in a mail exactly when it is behind.
 */
export function queueAlerts(
  { store, secrets, ledger }: Rooms,
  settings: MailSettings | null,
  id: string,
  at: number,
): void {
  const head = store.revisions.head().rev
  const last = Number(store.meta.get(told) ?? head)
  if (last === head && store.meta.get(told) !== null) return
  store.meta.set(told, String(head))
  const crossings = last > head ? [] : store.lowStock.crossings(last)
  const shelves: LowStock['shelves'] = []
  for (const { productId, locationId, kind, quantity, threshold } of crossings) {
    const level = levelId(productId, locationId)
    if (kind === 'recovered') ledger.tell(level, false)
    else if (!ledger.isTold(level)) shelves.push({ productId, locationId, quantity, threshold })
  }
  if (shelves.length === 0) return
  const about = secrets.seal(JSON.stringify({ shelves } satisfies LowStock))
  for (const to of settings?.alertTo ?? [])
    store.mail.add(mailTo({ secrets }, 'low-stock', `low-stock:${id}`, to, about, at))
}

/** Queues how yesterday went, once it is morning, unless that was done. */
export function queueDigest({ store, secrets }: Rooms, settings: MailSettings | null, at: number): void {
  const zone = store.rows.one('business', 'business')?.zone
  if (zone === undefined || !settings?.digest || clockOf(at, zone) < morning) return
  const today = dayOf(at, zone)
  if ((store.meta.get(digested) ?? '') >= today) return
  store.meta.set(digested, today)
  const day = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const about = secrets.seal(JSON.stringify({ day } satisfies Digest))
  for (const to of settings.alertTo)
    store.mail.add(mailTo({ secrets }, 'digest', `digest:${day}`, to, about, at))
}

function mailTo(
  { secrets }: Pick<Rooms, 'secrets'>,
  kind: NewMail['kind'],
  id: string,
  to: string,
  about: string,
  at: number,
): NewMail {
  const whose = createHash('sha256').update(to.toLowerCase()).digest('hex').slice(0, 12)
  const recipient = secrets.seal(to)
  return { id: `${id}:${whose}`, kind, orderId: null, recipient, about, queuedAt: at, dueAt: at }
}
