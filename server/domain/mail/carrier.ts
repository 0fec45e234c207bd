import type { MailFault, MailSettings } from '#shared/mail.ts'

/** A mail ready to go: one recipient, and a Message-ID that stays the same however often it is handed over. */
export interface Letter {
  messageId: string
  fromName: string
  to: string
  subject: string
  html: string
  text: string
}

/** `unknown`: all of it was handed over, and then nobody said whether it was taken. */
export type Delivery = { ok: true } | { ok: false; fault: MailFault; said: string }

/** The way out, and nothing of the trade. */
export interface Carrier {
  open(settings: MailSettings): Line
}

/** One connection, made with the first letter and used again for those after it, one at a time. */
export interface Line {
  deliver(letter: Letter): Promise<Delivery>
  close(): void
}

/**
 * What has left, kept outside the database: a database that is put back to an older copy no longer knows what it has
 * sent, and must not send it again.
 */
export interface Ledger {
  /** What became of a mail in any history of this database; null where it is still to go. */
  fateOf(id: string): 'sent' | 'cancelled' | null
  /** On disk once it returns. */
  add(ids: readonly string[], fate: 'sent' | 'cancelled'): void
  /** Whether people were told that a shelf is low, and not that it is fine again. */
  isTold(levelId: string): boolean
  tell(levelId: string, isLow: boolean): void
}
