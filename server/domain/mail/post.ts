import type { MailFault, MailSettings, MailsAnswer } from '#shared/mail.ts'
import { levelId } from '#shared/tables.ts'
import type { Mail } from '../../store/mail.ts'
import type { Store } from '../../store/store.ts'
import type { Contacts } from '../contacts.ts'
import type { Secrets } from '../secrets.ts'
import { LowStock, openAbout } from './about.ts'
import { queueAlerts, queueDigest } from './alerts.ts'
import type { Carrier, Delivery, Ledger, Line } from './carrier.ts'
import { letterOf, messageIdOf, testLetter } from './letters.ts'
import { readSettings } from './settings.ts'

/*
 * The post takes mails out of the outbox: one first, and where that went well a few at a time, each line sending one after
 * the other over its own connection.
 *
 * A mail is leased before it is handed over and settled after: a process that dies in between leaves a lease, and the next
 * one takes it up. What the mail server took is noted in the ledger, on disk, before the outbox is told. So a mail can only
 * arrive twice where the server took it and its word did not reach the ledger, and then under the same Message-ID, by
 * which mail programs show one. Troubles that lie in the settings or the server hold up the post as a whole and are no
 * mail's try, unless another line gets through: then only this line ends. The others let this one mail wait, longer each
 * time, and end as failed.
 */

const minute = 60_000
const day = 1_440 * minute
export const leaseTime = 5 * minute
/** What mail servers bear of one sender at once. */
export const mostLines = 3
const longestWait = 6 * 60 * minute
const mostTries = 14
/** What has waited as long would surprise whoever gets it: a person decides. */
const mostAge = 7 * day
const keptFor = 400 * day
const everyMail: readonly MailFault[] = ['unreachable', 'insecure', 'sign-in-refused', 'sender-refused']
const final: readonly MailFault[] = ['address-refused', 'message-refused', 'unreadable']

export interface PostOutside {
  store: Store
  contacts: Pick<Contacts, 'open'>
  secrets: Secrets
  ledger: Ledger
  carrier: Carrier
  now: () => number
  newId: () => string
  /** From 0 up to 1. */
  chance: () => number
  log: { info(about: object, sentence: string): void; error(about: object, sentence: string): void }
}

export type Trouble = NonNullable<MailsAnswer['trouble']>

export interface Post {
  /** Sends everything that is due; calls while it does so wait for the same. */
  beat(): Promise<void>
  /** When there may be something to do next, epoch ms. */
  next(): number
  trouble(): Trouble | null
  /** Calls off one that waits or failed, or all that wait. How many. */
  callOff(id: string | null): number
  /** After settings were changed: whatever was wrong may be no longer. */
  forgive(): void
  /** Sends a test at once, past the outbox. */
  test(to: string): Promise<Delivery | null>
  /** Sends nothing more; resolves once what is under way has ended. */
  stop(): Promise<void>
}

export function openPost(outside: PostOutside): Post {
  const { store, ledger, carrier, now, log } = outside
  let trouble: (Trouble & { times: number }) | null = null
  let running: Promise<void> | null = null
  let isStopped = false
  store.mail.endLeases()

  async function work(): Promise<void> {
    const at = now()
    const settings = readSettings(outside)
    store.write(() => {
      queueAlerts(outside, settings, outside.newId(), at)
      queueDigest(outside, settings, at)
      store.mail.expire(at - mostAge, at)
      store.mail.prune(at - keptFor)
    })
    if (settings && !(trouble && trouble.next > at)) await sendDue(settings)
  }

  async function sendDue(settings: MailSettings): Promise<void> {
    const lines = { going: 1, isOneThrough: false }
    const isAlone = () => lines.going === 1 && !lines.isOneThrough
    /** False where none is due, or none would fare better over this line just now. */
    async function sendOne(line: Line): Promise<boolean> {
      const mail = isStopped ? null : store.write(() => store.mail.lease(now(), now() + leaseTime))
      if (mail) return send(mail, settings, line, isAlone)
      lines.isOneThrough = true
      return false
    }
    async function follow(line: Line): Promise<void> {
      try {
        while (await sendOne(line)) continue
      } finally {
        line.close()
        lines.going -= 1
      }
    }

    const first = carrier.open(settings)
    if (!(await sendOne(first))) {
      first.close()
      return
    }
    const more = Array.from({ length: mostLines - 1 }, () => carrier.open(settings))
    lines.going = mostLines
    const ends = await Promise.allSettled([first, ...more].map(follow))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  async function send(
    mail: Mail,
    settings: MailSettings,
    line: Line,
    isAlone: () => boolean,
  ): Promise<boolean> {
    const fate = ledger.fateOf(mail.id)
    if (fate !== null) {
      store.write(() => store.mail.settle(mail.id, fate, now()))
      return true
    }
    const messageId = mail.messageId ?? messageIdOf(mail.id, settings.from)
    store.write(() => store.mail.name(mail.id, messageId))
    const made = letterOf(outside, mail, messageId, now())
    return settle(mail, made.ok ? await line.deliver(made.letter) : { ...made, said: '' }, isAlone)
  }

  function settle(mail: Mail, delivery: Delivery, isAlone: () => boolean): boolean {
    const at = now()
    if (delivery.ok) {
      note(mail)
      store.write(() => store.mail.settle(mail.id, 'sent', at))
      trouble = null
      return true
    }
    const { fault, said } = delivery
    log.info({ mail: mail.id, fault, said }, 'A mail could not be sent')
    if (everyMail.includes(fault)) {
      if (isAlone()) pause(fault, said, at)
      store.write(() => store.mail.defer(mail.id, at, false, fault, said))
      return false
    }
    const isOver = final.includes(fault) || mail.tries >= mostTries
    store.write(() => {
      if (isOver) store.mail.settle(mail.id, 'failed', at, fault, said)
      else store.mail.defer(mail.id, at + waitAfter(mail.tries), true, fault, said)
    })
    return true
  }

  /** On disk before the outbox forgets it. A full disk is no reason to stop: this process remembers. */
  function note(mail: Mail): void {
    try {
      ledger.add([mail.id], 'sent')
      // One that was filled up meanwhile is no longer what people think of it.
      for (const level of levelsIn(mail)) if (store.lowStock.isLow(level)) ledger.tell(level, true)
    } catch (error) {
      log.error({ mail: mail.id, error: String(error) }, 'The ledger of sent mail could not be written')
    }
  }

  function levelsIn(mail: Mail): string[] {
    if (mail.kind !== 'low-stock') return []
    const about = openAbout(outside.secrets, mail, LowStock)
    return (about?.shelves ?? []).map(({ productId, locationId }) => levelId(productId, locationId))
  }

  function pause(fault: MailFault, said: string, at: number): void {
    const times = (trouble?.times ?? 0) + 1
    const wait = Math.min(15 * minute, (minute / 2) * 2 ** (times - 1)) * (0.75 + outside.chance() / 2)
    trouble = { fault, said, since: trouble?.since ?? at, next: Math.round(at + wait), times }
  }

  function waitAfter(tries: number): number {
    return Math.round(Math.min(longestWait, minute * 2 ** (tries - 1)) * (0.75 + outside.chance() / 2))
  }

  return {
    beat() {
      running ??= work().finally(() => (running = null))
      return running
    },
    next() {
      const least = readSettings(outside) ? (trouble?.next ?? 0) : now() + minute
      return Math.max(least, Math.min(store.mail.nextDue() ?? Infinity, now() + minute))
    },
    trouble() {
      if (!trouble) return null
      const { times: _, ...shown } = trouble
      return shown
    },
    callOff(id) {
      const ids = store.write(() => store.mail.cancel(id, now()))
      ledger.add(ids, 'cancelled')
      return ids.length
    },
    forgive: () => void (trouble = null),
    async test(to) {
      const settings = readSettings(outside)
      const business = store.rows.one('business', 'business')
      if (!settings || !business) return null
      const messageId = messageIdOf(`test:${outside.newId()}`, settings.from)
      const line = carrier.open(settings)
      return line.deliver(testLetter(business, to, messageId)).finally(line.close)
    },
    async stop() {
      isStopped = true
      await running
    },
  }
}
