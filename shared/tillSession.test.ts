import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TillSession } from './rows.ts'
import { noTakings, plus, takingsOf } from './takings.ts'
import { expectedIn, restatedSince, withClosing } from './tillSession.ts'

const session: TillSession = {
  id: 's',
  opened: {
    ...{ at: 1, actorId: 'p', deviceId: 'a', locationId: 'l', currency: 'GBP', zone: 'UTC', float: 5_000 },
  },
  takings: {
    a: plus(noTakings, { orders: 2, cash: 1_200, card: 900, cashBack: 200, paidIn: 300, paidOut: 50 }),
    b: plus(noTakings, { orders: 1, cash: 450 }),
  },
  closings: [],
}

const closing = (id: string, at: number) => ({
  ...{
    id,
    at,
    actorId: 'p',
    deviceId: 'a',
    counted: 6_700,
    coins: [],
    expected: 6_700,
    known: session.takings,
  },
})

describe('a till session', () => {
  it('expects its float, what was sold for cash and put in, less what went out', () => {
    expect(expectedIn(session)).toBe(5_000 + 1_200 - 200 + 300 - 50 + 450)
  })

  it('counts payments by kind, whichever way they went', () => {
    const payments = [
      { kind: 'cash' as const, amount: 500, tendered: 1_000 },
      { kind: 'card' as const, amount: 700 },
      { kind: 'cash' as const, amount: 40 },
    ]
    expect(takingsOf(payments, 'in')).toEqual({ cash: 540, card: 700 })
    expect(takingsOf(payments, 'back')).toEqual({ cashBack: 540, cardBack: 700 })
  })

  it('is restated by the tablets that were late, and by no other', () => {
    const closed = withClosing(session, closing('c', 9))
    const late = { ...closed, takings: { ...closed.takings, b: plus(noTakings, { orders: 3, cash: 950 }) } }
    expect(restatedSince(closed, closing('c', 9))).toEqual([])
    expect(restatedSince(late, closing('c', 9))).toEqual([
      { deviceId: 'b', takings: plus(noTakings, { orders: 2, cash: 500 }) },
    ])
  })

  it('keeps its closings in one order, whichever came first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }), (ids) => {
        const closed = ids.reduce((all, id, index) => withClosing(all, closing(id, index % 2)), session)
        const stamps = closed.closings.map(({ at, id }) => `${at}${id}`)
        expect(stamps).toEqual([...stamps].sort())
      }),
    )
  })
})
