import { expect, it } from 'vitest'
import { formatMoney } from '#shared/money.ts'
import { noTakings, plus } from '#shared/takings.ts'
import { receiptText } from '#shared/receiptText.ts'
import { slipOf } from './slip.ts'

it('It is a slip that can be added up, with what restated it beneath', () => {
  const takings = {
    a: plus(noTakings, { orders: 12, cash: 8_640, cashBack: 320, card: 5_200, paidOut: 500 }),
  }
  const here = { actorId: 'p', deviceId: 'a' }
  const opened = { ...here, at: 1, locationId: 'l', currency: 'GBP', zone: 'UTC', float: 5_000 }
  const closing = {
    ...{ ...here, id: 'c', at: 9, counted: 12_680, expected: 12_820, known: takings, note: 'Windy' },
    coins: [
      { value: 2_000, size: 6 },
      { value: 50, size: 3 },
    ],
  }
  const move = {
    ...here,
    id: 'm',
    sessionId: 's',
    kind: 'out' as const,
    amount: 500,
    reason: 'Supplies',
    at: 5,
  }
  const slip = slipOf(
    { id: 's', opened, takings, closings: [closing] },
    closing,
    [move, { ...move, at: 10 }],
    {
      ...{ business: 'Leith Larder', location: 'Leith Saturday', tablet: 'Tablet A' },
      ...{ openedBy: 'Erik', closedBy: 'Mia' },
      money: (minor) => formatMoney(minor, 'GBP'),
      when: (at) => `${at} Nov`,
      restated: ['Restated: Tablet B: 2 orders, +£14.00 cash'],
    },
  )
  expect(receiptText(slip, 32)).toMatchInlineSnapshot(`
    "          Leith Larder
    --------------------------------
                CASH-UP
    At                Leith Saturday
    Till                    Tablet A
    Opened               1 Nov, Erik
    Counted               9 Nov, Mia
    --------------------------------
    6 × £20                  £120.00
    3 × £0.50                  £1.50
    1 × Anything else          £5.30
    --------------------------------
    Float                     £50.00
    Cash taken                £86.40
    Cash given back           −£3.20
    Paid out                  −£5.00
    SHOULD BE IN IT          £128.20
    COUNTED                  £126.80
    DIFFERENCE           £1.40 short
    Card                      £52.00
    Orders                        12
    --------------------------------
    Paid out · Supplies       −£5.00
    --------------------------------
    Windy
    Restated: Tablet B: 2 orders,
    +£14.00 cash
    --------------------------------
     Signed: ______________________"
  `)
})
