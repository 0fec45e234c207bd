import { expect, it } from 'vitest'
import { missingOf, safeOf, stepsOf } from './lost.ts'
import type { Left, Trace } from './trace.ts'

const at = Date.UTC(2026, 10, 21, 14, 32)

function left(changes: Partial<Trace> = {}): Left {
  const trace = {
    ...{ letter: 'B', name: 'Blue tablet', locationId: 'x', place: 'Leith', currency: 'GBP', last: 'B-0415' },
    ...{ sent: 412, waiting: { orders: 3, amount: 2_150, others: 0 }, contactAt: at },
    ...changes,
  }
  return { letter: 'B', trace }
}

it('says how much is safe and when the server last knew', () => {
  expect(safeOf(left(), 'Europe/London')).toEqual({
    tone: 'good',
    title: 'Safe: 412 orders had been sent',
    text: 'The server holds them, with money and stock. It last heard from this tablet on Saturday 21 November 2026 at 14:32.',
  })
  expect(safeOf(left({ sent: 1, contactAt: null }), 'UTC').title).toBe('Safe: 1 order had been sent')
  expect(safeOf(left({ sent: 0, contactAt: null }), 'UTC').text).toBe('')
})

it('says what had not been sent, in number and money', () => {
  const of = (waiting: Trace['waiting']) => missingOf(left({ waiting }), 'en-GB')
  expect(of({ orders: 3, amount: 2_150, others: 0 })).toMatchObject({
    tone: 'danger',
    title: 'Probably lost: 3 orders (£21.50)',
  })
  expect(of({ orders: 1, amount: 2_150, others: 2 }).title).toBe(
    'Probably lost: 1 order (£21.50) and 2 other changes',
  )
  expect(of({ orders: 0, amount: 0, others: 0 })).toMatchObject({ tone: 'good' })
})

it('has something to go by where only the letter is left', () => {
  const bare: Left = { letter: 'B', trace: null }
  expect(safeOf(bare, 'UTC').title).toBe('What had been sent is safe')
  expect(missingOf(bare, 'en').text).toContain('tablet B')
  expect(stepsOf(bare).join()).toContain('what the server has of tablet B')
})

it('asks for orders to be rung up again only where some are missing', () => {
  expect(stepsOf(left()).join()).toContain('ring up again')
  expect(stepsOf(left({ waiting: { orders: 0, amount: 0, others: 0 } })).join()).not.toContain('ring up')
})
