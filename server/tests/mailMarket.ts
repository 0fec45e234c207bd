import { randomBytes } from 'node:crypto'
import type { Reach } from '#shared/contact.ts'
import type { MailSettings } from '#shared/mail.ts'
import { openContacts } from '../domain/contacts.ts'
import { openExchange } from '../domain/exchange.ts'
import type { Ledger } from '../domain/mail/carrier.ts'
import { memoryLedger } from '../domain/mail/ledger.ts'
import { openMailRoom } from '../domain/mail/room.ts'
import { saveSettings } from '../domain/mail/settings.ts'
import { openSmtp } from '../mail/smtp.ts'
import { openStore, type Store } from '../store/store.ts'
import { idOf, morag, now, order, sealing, stall, tabletA } from './sealing.ts'
import { sealedContact } from './sealedContact.ts'

const key = new Uint8Array(32).fill(7)
const wait = { whole: 10_000, silence: 1_500 }
let numbers = 0

export type MailMarket = ReturnType<typeof openMailMarket>

/** A server's rooms with a post, on a clock that goes where a test takes it; rounds are made by hand. */
export function openMailMarket({
  store = freshStore(),
  ledger = memoryLedger(),
}: { store?: Store; ledger?: Ledger } = {}) {
  const time = { at: now }
  const logged: unknown[] = []
  const log = {
    info: (about: object) => void logged.push(about),
    error: (about: object) => void logged.push(about),
  }
  const exchange = openExchange(store, () => time.at)
  const contacts = openContacts(store, { random: randomBytes })
  const carrier = openSmtp(wait)
  const mail = openMailRoom({
    ...{ store, ledger, carrier, key, log },
    now: () => time.at,
    random: (size) => randomBytes(size),
  })
  const tablet = sealing(() => exchange, tabletA, morag)
  let sent = store.journal.last(tabletA)?.seq ?? 0

  return {
    ...{ store, exchange, contacts, mail, time, logged, tablet, ledger },
    async push(...commands: readonly object[]) {
      const pushed = await tablet.send(commands, sent + 1, [], time.at)
      sent += commands.length
      return pushed
    },
    /** An order of somebody who left an address. */
    order: (reach: Reach | null, changes: object = {}) => ({
      ...order('A'),
      number: `A-${String(++numbers).padStart(4, '0')}`,
      ...(reach ? { customer: { contact: sealedContact(contacts.publicKey, reach) } } : {}),
      ...changes,
    }),
    use: (settings: MailSettings) => saveSettings({ store, secrets: mail.secrets }, settings),
    /** Makes rounds until nothing waits, or time has passed that often. */
    async settle(rounds = 40) {
      for (let round = 0; round < rounds; round += 1) {
        await mail.post.beat()
        if (store.mail.sizes().waiting === 0) return
        time.at = Math.max(time.at + 1, mail.post.next(), store.mail.nextDue() ?? 0)
      }
    },
  }
}

export function freshStore(path = ':memory:'): Store {
  const store = openStore(path)
  store.revise(now, (rev) => {
    const business = { currency: 'GBP', zone: 'Europe/London', taxIncluded: true } as const
    store.rows.put('business', { id: 'business', name: 'Leith Bakers', ...business }, rev)
    store.rows.put('person', { id: morag, name: 'Morag Muir', role: 'manager', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
    const place = { kind: 'stall', prepares: true, active: true, stamps: {} } as const
    store.rows.put('location', { id: stall, name: 'Shore stall', ...place }, rev)
    store.rows.put('location', { id: idOf(11), name: 'Van', ...place }, rev)
  })
  return store
}
