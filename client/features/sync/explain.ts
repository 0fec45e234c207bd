import { shortSpan } from '#shared/time.ts'
import type { Carried } from '../../data/carry.ts'
import type { CourierStatus } from '../../data/status.ts'
import type { Filling } from '../../data/queries.ts'

/** One or two sentences under the badge's words: what it means and whether anything has to be done. */
export function explain(
  status: Pick<CourierStatus, 'reach' | 'sending' | 'needsSignIn'>,
  size: number,
  filling: Filling = 'whole',
): string {
  if (status.needsSignIn) {
    return 'The server does not take this tablet any more. Nothing is lost: a manager can sign in and enrol it again.'
  }
  if (size === 0 && filling !== 'whole') return stillToCome[filling]
  if (size === 0 && status.reach === 'online')
    return 'The server holds everything that was done on this tablet.'
  if (size === 0 && status.reach === 'offline') {
    return 'The server cannot be reached just now. You can go on selling; nothing waits to be sent.'
  }
  if (size === 0) return 'Asking the server how things stand.'
  if (status.sending) return 'On its way to the server. You can go on selling.'
  if (status.reach === 'offline') {
    return 'Everything is saved on this tablet. It will be sent by itself as soon as the server can be reached.'
  }
  return 'Everything is saved on this tablet and will be sent by itself in a moment.'
}

const stillToCome = {
  empty: 'This tablet is new. What there is to sell is on its way; you can sell as soon as it is here.',
  sellable: 'This tablet is new. You can sell; earlier orders and the stock book are still on their way.',
}

/** "just now", "5 min ago", "none yet". */
export function lastContact(at: number | null, now: number): string {
  if (at === null) return 'none yet'
  const span = shortSpan(Math.max(0, now - at))
  return span === 'just now' ? span : `${span} ago`
}

/** How the rows here compared with the server's; `at` is by the device's own clock, like `now`. */
export function comparedText(compared: { at: number; rows: number | null } | null, now: number): string {
  if (!compared) return 'not yet'
  const { at, rows } = compared
  if (rows === null) return 'Something differed: taking it in again…'
  if (at <= 0) return 'once everything is sent'
  const found = rows === 0 ? 'nothing differed' : `mended ${rows} ${rows === 1 ? 'row' : 'rows'}`
  return `${lastContact(at, now)}, ${found}`
}

/** What became of a file that another tablet exported. */
export function carriedText(carried: Carried): string {
  if (!carried.ok && carried.code === 'sign-in-needed')
    return 'Taking in another tablet’s file needs a manager: sign out here, let a manager sign in, and try again.'
  if (!carried.ok) return carried.sentence
  const { letter, taken, aside } = carried
  const entries = (size: number) => `${size} ${size === 1 ? 'entry' : 'entries'}`
  if (aside === 0)
    return `The server holds ${entries(taken)} of tablet ${letter} now, and nothing in the file is missing.`
  return `The server took in ${entries(taken)} of tablet ${letter} and keeps ${entries(aside)} for someone to look at. If that tablet still works, let it send them itself.`
}
