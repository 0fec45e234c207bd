import type { OrderMailsAnswer } from '#shared/mail.ts'
import type { Tone } from '../../ui/tone.ts'
import { faults, kinds, states, tones } from './words.ts'

/** One mail of an order, as its page tells of it. */
export interface OrderMailText {
  id: string
  what: string
  state: string
  tone: Tone
  text: string
  /** What can be done about it. */
  advice: string
}

/** What became of an order's mails; `when` writes an instant. */
export function orderMailTexts(
  { mails, isSet, isHeldUp }: OrderMailsAnswer,
  when: (at: number) => string,
): OrderMailText[] {
  return mails.map(({ id, kind, state, queuedAt, settledAt, fault }) => {
    const said = { id, what: kinds[kind], state: states[state], tone: tones[state], advice: '' }
    if (state !== 'waiting' && state !== 'failed') return { ...said, text: when(settledAt ?? queuedAt) }
    if (state === 'failed') return { ...said, ...aboutFault(fault) }
    if (!isSet) return { ...said, text: 'It goes out once an admin has said how mail leaves' }
    if (fault) return { ...said, text: faults[fault].title, advice: 'It is tried again by itself.' }
    return {
      ...said,
      text: isHeldUp ? 'The mail server cannot be used just now' : 'It goes out any moment now',
    }
  })
}

function aboutFault(fault: OrderMailsAnswer['mails'][number]['fault']) {
  return fault
    ? { text: faults[fault].title, advice: faults[fault].advice }
    : { text: 'It could not be sent' }
}

/** A mail that nobody but this tablet knows of yet. */
export function unsentText(id: string, kind: 'confirmation' | 'receipt'): OrderMailText {
  const text =
    kind === 'confirmation'
      ? 'It goes out once this order is sent'
      : 'It goes out once this tablet has a signal'
  return { id, what: kinds[kind], state: states.waiting, tone: tones.waiting, text, advice: '' }
}

/** Why the server could not be asked; nothing where it has no such order, which says nothing about mail. */
export const lookingProblems: Partial<Record<string, string>> & { otherwise: string } = {
  unreachable: 'What became of it is on the server, and it cannot be reached just now.',
  'not-found': '',
  otherwise: 'The server could not say just now what became of it.',
}
