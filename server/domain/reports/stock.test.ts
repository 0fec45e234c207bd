import { expect, test } from 'vitest'
import { noTakings } from '#shared/takings.ts'
import { jam, openBooks, van } from '../../tests/figures.ts'
import { cup, loaf, reported, sell } from '../../tests/reports.ts'
import { bread, morag, stall, tabletA } from '../../tests/sealing.ts'

test('It works out what lay there, turned over, was missing and is dead', async () => {
  const books = openBooks()
  const { a } = books
  const move = (wall: string, reason: string, productId: string, quantity: number, more = {}) =>
    a.note('stock.move', wall, { locationId: stall, reason, lines: [{ productId, quantity }], ...more }, 2)
  move('2026-03-01T08:00:00', 'received', jam, 4)
  move('2026-03-30T08:00:00', 'received', bread, 20)
  sell(books, '2026-03-30T12:00:00', [loaf(8)])
  move('2026-03-31T09:00:00', 'waste', bread, 2)
  move('2026-03-31T09:00:00', 'transfer', bread, 3, { toLocationId: van })
  a.note('stock.count', '2026-04-01T09:00:00', {
    ...{ locationId: stall, lines: [{ productId: bread, quantity: 6, expected: 7 }] },
  })
  sell(books, '2026-04-02T12:00:00', [loaf(2)])
  await a.send()
  const ask = (from: string, to: string, location?: string) => {
    const asked = { from, to, ...(location === undefined ? {} : { location }) }
    const found = reported(books, { report: 'inventory', asked })
    if (found.report !== 'inventory') throw new Error('that is no inventory')
    return found.answer
  }
  const here = ask('2026-03-30', '2026-04-02', stall)
  expect(here).toMatchObject({ value: 4 * 300 + 4 * 120, uncosted: 0 })
  expect(here.rows).toEqual([
    expect.objectContaining({
      label: 'Jam',
      level: 4,
      value: 1_200,
      sold: 0,
      isDead: true,
      lastSoldOn: null,
    }),
    {
      ...{
        productId: bread,
        label: 'Bread',
        category: 'Bakery',
        level: 4,
        value: 480,
        cost: 120,
        threshold: 5,
        isLow: true,
      },
      ...{ received: 20, sold: 10, wasted: 2, samples: 0, transferred: -3, corrected: 0, unexplained: 1 },
      // Evenings: 12, 7, 6, 4.
      ...{ turnover: (10 * 4) / 29, daysOfCover: (4 * 4) / 10, sellThrough: 0.5 },
      ...{ lastSoldOn: '2026-04-02', isDead: false },
    },
  ])
  expect(ask('2026-03-30', '2026-04-02').rows[1]).toMatchObject({ level: 7, transferred: 0, isLow: true })
  // Over whole months as over days.
  expect(ask('2026-03-01', '2026-04-30', stall).rows[1]).toMatchObject({
    ...{ sold: 10, unexplained: 1, turnover: (10 * 61) / (12 + 7 + 6 + 4 * 29) },
  })
  expect(ask('2026-04-01', '2026-04-01', van).rows).toMatchObject([{ label: 'Bread', level: 3, sold: 0 }])
})

test('It tells of drawers what should be in them, what was counted and what came to be known since', async () => {
  const books = openBooks()
  const open = { locationId: stall, currency: 'GBP', float: 5_000 }
  const id = books.a.note('till.open', '2026-03-29T08:00:00', open)
  sell(books, '2026-03-29T09:00:00', [loaf(1)], { sessionId: id })
  books.a.note('till.close', '2026-03-29T18:00:00', {
    ...{ sessionId: id, counted: 5_200, coins: [], expected: 5_300 },
    known: { [tabletA]: { ...noTakings, orders: 1, cash: 300 } },
  })
  await books.a.send()
  const cash = () => {
    const found = reported(books, { report: 'cash', asked: { from: '2026-03-29', to: '2026-03-29' } })
    return found.report === 'cash' ? found.answer.rows : []
  }
  const drawer = { id, locationId: stall, openedBy: morag, closedBy: morag, float: 5_000, counted: 5_200 }
  expect(cash()).toMatchObject([
    { ...drawer, expected: 5_300, difference: -100, taken: 300, isRestated: false, closings: 1 },
  ])
  sell(books, '2026-03-29T17:00:00', [loaf(2)], { locationId: van, sessionId: id })
  await books.b.send()
  expect(cash()).toMatchObject([{ ...drawer, expected: 5_900, difference: -700, isRestated: true }])
})

test('It holds a day against the same weekday up to this time, and says what is open', async () => {
  const books = openBooks({ now: Date.parse('2026-04-05T11:30:00Z') })
  sell(books, '2026-03-29T12:10:00', [loaf(1)])
  sell(books, '2026-03-29T12:40:00', [loaf(1)])
  sell(books, '2026-03-29T09:00:00', [cup(1)])
  sell(books, '2026-04-05T10:00:00', [loaf(2)], { startStatus: 'processing' })
  await books.a.send()
  const found = reported(books, { report: 'now' })
  expect(found.answer).toMatchObject({
    ...{ day: '2026-04-05', today: { orders: 1, units: 2, total: 600 } },
    lastWeek: { orders: 2, units: 2, total: 550 },
    hours: [
      { hour: '09', orders: 0, lastWeek: 250 },
      { hour: '10', orders: 1, total: 600, lastWeek: 0 },
      { hour: '12', orders: 0, lastWeek: 600 },
    ],
    products: [{ productId: bread, label: 'Bread', units: 2, total: 600 }],
    ...{ open: { processing: 1, ready: 0 }, tills: [], exceptions: 4 },
  })
})
