import { formatMoney } from '#shared/money.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import type { Tone } from '../../ui/tone.ts'
import { dayText } from '../app/days.ts'
import type { Left, Trace } from './trace.ts'

interface Told {
  tone: Tone
  title: string
  text: string
}

/** What the server holds of a tablet whose database is gone. */
export function safeOf({ trace }: Left, zone: string): Told {
  if (!trace)
    return {
      tone: 'good',
      title: 'What had been sent is safe',
      text: 'The server holds every order that it had ever answered, with its money and its stock.',
    }
  const { sent, contactAt } = trace
  const heard = contactAt === null ? '' : ` It last heard from this tablet on ${whenText(contactAt, zone)}.`
  if (sent === 0) return { tone: 'calm', title: 'No order had been sent from here yet', text: heard.trim() }
  return {
    tone: 'good',
    title: `Safe: ${sent === 1 ? '1 order' : `${sent} orders`} had been sent`,
    text: `The server holds ${sent === 1 ? 'it' : 'them'}, with money and stock.${heard}`,
  }
}

/** What may have gone with it. */
export function missingOf({ letter, trace }: Left, language: string): Told {
  if (!trace)
    return {
      tone: 'attention',
      title: 'Nobody can say from here what had not been sent',
      text: `Look on another tablet for the last order of tablet ${letter}, and compare it with slips and cash.`,
    }
  const { waiting, last } = trace
  const lastText = last === null ? '' : ` The last order number given out here was ${last}.`
  if (waiting.orders + waiting.others === 0)
    return {
      tone: 'good',
      title: 'Nothing was waiting to be sent',
      text: `Only what was rung up in the very last moment could be missing.${lastText}`,
    }
  return {
    tone: 'danger',
    title: `Probably lost: ${things(trace, language)}`,
    text: `Saved here and not yet sent when Awning last looked.${lastText}`,
  }
}

/** What to do about it, one step after the other. */
export function stepsOf({ letter, trace }: Left): string[] {
  const isMissing = trace !== null && trace.waiting.orders > 0
  const last = trace?.last ?? null
  return [
    'Show this page to a manager before you go on.',
    'Sign in and enrol this device again, once, with a signal. It gets a new letter and sells as before.',
    last === null
      ? `Look under Orders what the server has of tablet ${letter}.`
      : `Look under Orders whether ${last} is there: then nothing of tablet ${letter} is missing.`,
    ...(isMissing
      ? [
          'Where it is not, ring up again what you remember of the missing orders. Had they been exported to a file, a manager can take that in instead: tap the sync badge.',
        ]
      : []),
  ]
}

function things({ waiting, currency }: Trace, language: string): string {
  const { orders, amount, others } = waiting
  const parts = [
    orders > 0 &&
      `${orders === 1 ? '1 order' : `${orders} orders`} (${formatMoney(amount, currency, language)})`,
    others > 0 && (others === 1 ? '1 other change' : `${others} other changes`),
  ]
  return parts.filter((part) => part !== false).join(' and ')
}

function whenText(at: number, zone: string): string {
  return `${dayText(dayOf(at, zone))} at ${clockOf(at, zone)}`
}
