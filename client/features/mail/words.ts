import type { MailFault, MailKind, MailRow, MailState } from '#shared/mail.ts'
import type { Tone } from '../../ui/tone.ts'

export const kinds: Record<MailKind, string> = {
  confirmation: 'Order confirmation',
  receipt: 'Receipt',
  'low-stock': 'Low stock',
  digest: 'Morning digest',
  registration: 'Registration',
  'password-reset': 'New password',
}

export const states: Record<MailState, string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  cancelled: 'Called off',
}

export const tones: Record<MailState, Tone> = {
  waiting: 'attention',
  sent: 'good',
  failed: 'danger',
  cancelled: 'calm',
}

/** What went wrong, and what a person can do about it. */
export const faults: Record<MailFault, { title: string; advice: string }> = {
  unreachable: {
    title: 'The mail server does not answer',
    advice: 'It is tried again by itself. If it goes on, compare host and port in the mail settings.',
  },
  insecure: {
    title: 'The connection would not be safe',
    advice:
      'The mail server offers no TLS, or cannot prove who it is. Choose the security your provider names in the mail settings.',
  },
  'sign-in-refused': {
    title: 'The mail server did not accept name and password',
    advice: 'Type them again in the mail settings. Some providers want a password made for apps.',
  },
  'sender-refused': {
    title: 'The mail server does not let you send from this address',
    advice: 'Use the address that belongs to the account in the mail settings.',
  },
  later: {
    title: 'The mail server asked to come back later',
    advice: 'It is tried again by itself.',
  },
  unknown: {
    title: 'The mail server took it and did not say so',
    advice: 'It is sent once more as the same message. It may already be there.',
  },
  'address-refused': {
    title: 'Nobody has this address',
    advice: 'It was probably mistyped. The customer can still have the receipt on paper or as a code.',
  },
  'message-refused': {
    title: 'The mail server refused the message',
    advice: 'Look at what it said; it may have taken it for spam.',
  },
  unreadable: {
    title: 'The address cannot be read',
    advice: 'It was sealed for another server, or the server’s key is a new one.',
  },
  'too-late': {
    title: 'It has waited for a week',
    advice: 'So late it might surprise whoever gets it. Send it all the same, or leave it.',
  },
  'too-many': {
    title: 'This receipt was asked for too often',
    advice: 'Twenty mails of one order have to do. Send it all the same, or leave it.',
  },
}

/** "Order confirmation A-0042". */
export function subjectOf({ kind, order }: Pick<MailRow, 'kind' | 'order'>): string {
  return order ? `${kinds[kind]} ${order.number}` : kinds[kind]
}

/** "in 4 min", "any moment now". */
export function soonText(at: number, now: number): string {
  const minutes = Math.ceil((at - now) / 60_000)
  if (minutes <= 1) return 'any moment now'
  return minutes < 90 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`
}

/** Why the server could not be asked. */
export function problemText(code: string, sentence: string): string {
  if (code === 'unreachable') return 'Mail is kept on the server, and it cannot be reached just now.'
  if (code === 'sign-in-needed')
    return 'The server wants to know who asks. Sign out and in again here with your password.'
  return sentence
}
