import { describe, expect, it } from 'vitest'
import type { OrderMailsAnswer } from '#shared/mail.ts'
import { orderMailTexts, unsentText } from './orderMailWords.ts'

const when = (at: number) => `at ${at}`
type Mail = OrderMailsAnswer['mails'][number]
const mail: Mail = {
  ...{ id: 'confirmation:1', kind: 'confirmation', state: 'waiting' },
  ...{ queuedAt: 1, settledAt: null, fault: null },
}
const told = (change: Partial<Mail>, about = {}) =>
  orderMailTexts({ mails: [{ ...mail, ...change }], isSet: true, isHeldUp: false, ...about }, when)[0]

describe('an order’s mail', () => {
  it('was sent, and when', () => {
    expect(told({ state: 'sent', settledAt: 7, fault: 'later' })).toMatchObject({
      ...{ what: 'Order confirmation', state: 'Sent', tone: 'good', text: 'at 7', advice: '' },
    })
  })

  it('waits, and says what for', () => {
    const waits = (about: object, change = {}) => told(change, about)?.text
    expect(waits({})).toBe('It goes out any moment now')
    expect(waits({ isSet: false })).toBe('It goes out once an admin has said how mail leaves')
    expect(waits({ isHeldUp: true })).toBe('The mail server cannot be used just now')
    expect(waits({}, { fault: 'later' })).toBe('The mail server asked to come back later')
    expect(unsentText('a', 'receipt').text).toBe('It goes out once this tablet has a signal')
  })

  it('failed, and what can be done', () => {
    const failed = told({ state: 'failed', settledAt: 7, fault: 'address-refused' })
    expect(failed).toMatchObject({ state: 'Failed', tone: 'danger', text: 'Nobody has this address' })
    expect(failed?.advice).toContain('mistyped')
  })
})
