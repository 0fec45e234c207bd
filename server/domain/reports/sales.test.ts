import { expect, test } from 'vitest'
import { SalesGroup } from '#shared/reports.ts'
import { coffee, jam, openBooks, van } from '../../tests/figures.ts'
import { cup, loaf, pick, sales, sell, sunday } from '../../tests/reports.ts'
import { bread, ewan, idOf, morag, stall, tabletA, tabletB } from '../../tests/sealing.ts'
import { answer } from './answer.ts'
import { paperOf } from './paper.ts'

test('It counts days by the business’s own clocks, over the hour that is left out and the one that comes twice', async () => {
  const books = openBooks()
  sell(books, '2026-03-28T23:59:59', [loaf(1)])
  sell(books, '2026-03-29T00:00:00', [loaf(2)])
  sell(books, '2026-03-29T23:59:59', [loaf(3)])
  sell(books, '2026-03-30T00:00:00', [loaf(4)])
  sell(books, '2026-10-25T00:59:59', [loaf(1)])
  sell(books, '2026-10-25T02:00:00', [loaf(1)])
  await books.a.send()
  expect(sales(books, 'day', sunday)).toMatchObject({ orders: 2, units: 5, total: 1_500, currency: 'GBP' })
  expect(pick(sales(books, 'day', ['2026-03-28', '2026-03-30']).rows)).toEqual([
    ['2026-03-28', 1, 300],
    ['2026-03-29', 2, 1_500],
    ['2026-03-30', 1, 1_200],
  ])
  expect(pick(sales(books, 'hour', ['2026-10-25', '2026-10-25']).rows)).toEqual([
    ['00', 1, 300],
    ['02', 1, 300],
  ])
  expect(pick(sales(books, 'month', ['2026-01-15', '2026-11-15']).rows)).toEqual([
    ['2026-03', 4, 3_000],
    ['2026-10', 2, 600],
  ])
  expect(sales(books, 'weekday', ['2026-01-01', '2026-12-31']).rows.map(({ label }) => label)).toEqual([
    'Monday',
    'Saturday',
    'Sunday',
  ])
})

test('It tells of one weekday what its days come to, whatever it is grouped by and however long the time', async () => {
  const books = openBooks()
  sell(books, '2026-03-28T11:00:00', [loaf(2), cup(1)])
  sell(books, '2026-03-29T11:00:00', [loaf(5)])
  sell(books, '2026-04-04T11:00:00', [loaf(1)], { kind: 'card' })
  sell(books, '2026-04-04T12:00:00', [loaf(1)], { locationId: van })
  await books.a.send()
  await books.b.send()
  const saturdays = (group: SalesGroup, location?: string) =>
    sales(books, group, ['2026-01-01', '2026-12-31'], location, '6')
  for (const group of SalesGroup.options) {
    const { total, orders, rows } = saturdays(group)
    expect([group, total, orders, rows.reduce((sum, row) => sum + row.total, 0)]).toEqual([
      group,
      1_450,
      3,
      1_450,
    ])
  }
  expect(pick(saturdays('month').rows)).toEqual([
    ['2026-03', 1, 850],
    ['2026-04', 2, 600],
  ])
  expect(pick(saturdays('product', stall).rows)).toEqual([
    [bread, 2, 900],
    [coffee, 1, 250],
  ])
})

test('It adds up to the same whatever a year is grouped by, at one place or all', async () => {
  const books = openBooks()
  sell(books, '2026-01-31T23:30:00', [loaf(1, { cost: 100 }), cup(2, { taxRate: 2_000 })], { percent: 10 })
  sell(books, '2026-02-01T09:00:00', [loaf(3)], { kind: 'card', taxIncluded: false })
  sell(books, '2026-06-30T12:00:00', [{ productId: jam, quantity: 1, price: 333, taxRate: 500 }], {
    locationId: van,
  })
  await books.a.send()
  await books.b.send()
  const year: [string, string] = ['2026-01-31', '2026-12-30']
  for (const location of [undefined, stall, van])
    for (const group of SalesGroup.options.filter((one) => one !== 'payment')) {
      const { total, units, tax, discounts, rows } = sales(books, group, year, location)
      const sum = (size: (row: (typeof rows)[number]) => number) =>
        rows.reduce((all, row) => all + size(row), 0)
      expect([group, sum((row) => row.total), sum((row) => row.units), sum((row) => row.tax)]).toEqual([
        group,
        total,
        units,
        tax,
      ])
      expect(sum((row) => row.discounts)).toBe(discounts)
    }
  expect(pick(sales(books, 'staff', year).rows)).toEqual([
    [morag, 2, 1_620],
    [ewan, 1, 333],
  ])
  expect(pick(sales(books, 'payment', year).rows)).toEqual([
    ['cash', 2, 1_053],
    ['card', 1, 900],
  ])
  expect(sales(books, 'category', year).rows.map(({ label, orders }) => [label, orders])).toEqual([
    ['Bakery', null],
    ['Drinks', null],
    ['Larder', null],
  ])
})

test('It leaves out what was cancelled, and restates the day it was sold on', async () => {
  const books = openBooks()
  const id = sell(books, '2026-03-29T12:00:00', [loaf(1)])
  sell(books, '2026-03-29T12:00:01', [loaf(1)])
  await books.a.send()
  expect(sales(books, 'day', sunday)).toMatchObject({ orders: 2, total: 600 })
  books.b.note('order.setStatus', '2026-04-02T09:00:00', { orderId: id, status: 'cancelled' })
  await books.b.send()
  expect(sales(books, 'day', sunday)).toMatchObject({ orders: 1, total: 300, units: 1 })
  expect(sales(books, 'day', ['2026-04-02', '2026-04-02']).rows).toEqual([])
})

test('It counts a refund on the day and at the place it was given, and keeps the cost of what went to waste', async () => {
  const books = openBooks()
  const id = sell(books, '2026-03-29T12:00:00', [loaf(4, { cost: 100 })])
  await books.a.send()
  const back = (quantity: number, goods: string) => ({
    ...{ orderId: id, number: 'A-0001', locationId: van, currency: 'GBP', value: quantity * 300 },
    lines: [
      { line: 0, productId: bread, name: 'Bread', quantity, amount: quantity * 300, taxRate: 0, goods },
    ],
    taxes: [{ rate: 0, gross: quantity * 300, tax: 0 }],
    payments: [{ kind: 'cash', amount: quantity * 300 }],
  })
  books.b.note('order.refund', '2026-04-01T10:00:00', back(1, 'stock'))
  books.b.note('order.refund', '2026-04-01T11:00:00', back(1, 'waste'))
  await books.b.send()
  expect(sales(books, 'day', sunday)).toMatchObject({ total: 1_200, refunded: 0, units: 4, cost: 400 })
  expect(sales(books, 'product', ['2026-04-01', '2026-04-01'])).toMatchObject({
    ...{ orders: 0, total: -600, sold: 0, refunded: 600, units: -2, cost: -100 },
    rows: [{ key: bread, label: 'Bread', orders: 0, total: -600, units: -2 }],
  })
  const both: [string, string] = ['2026-03-29', '2026-04-01']
  expect(pick(sales(books, 'location', both).rows)).toEqual([
    [stall, 1, 1_200],
    [van, 0, -600],
  ])
  expect(sales(books, 'payment', both).rows).toMatchObject([{ key: 'cash', sold: 1_200, refunded: 600 }])
})

test('It shares out tax that came on top, so that products add up to what was paid', async () => {
  const books = openBooks()
  sell(books, '2026-03-29T12:00:00', [loaf(1, { taxRate: 2_000 }), cup(1, { price: 251, taxRate: 2_000 })], {
    taxIncluded: false,
  })
  await books.a.send()
  const { total, tax, rows } = sales(books, 'product', sunday)
  expect([total, tax]).toEqual([661, 110])
  expect(rows.map((row) => [row.label, row.total, row.tax])).toEqual([
    ['Bread', 360, 60],
    ['Coffee', 301, 50],
  ])
})

test('It takes a line’s own cost, else the catalogue’s, and says of how many units nobody knows it', async () => {
  const books = openBooks()
  sell(books, '2026-03-29T12:00:00', [loaf(2, { cost: 90 }), loaf(1), cup(3)])
  await books.a.send()
  const { cost, uncosted, orders, rows } = sales(books, 'product', sunday)
  expect([cost, uncosted, orders]).toEqual([null, 3, 1])
  expect(rows.map((row) => [row.label, row.cost, row.uncosted])).toEqual([
    ['Bread', 2 * 90 + 120, 0],
    ['Coffee', null, 3],
  ])
  expect(sales(books, 'day', sunday)).toMatchObject({ cost: null, uncosted: 3 })
})

test('It calls a product that no catalogue has by the name it was sold under', async () => {
  const books = openBooks()
  sell(books, '2026-03-29T12:00:00', [{ productId: idOf(99), quantity: 1, price: 300 }])
  await books.a.send()
  expect(sales(books, 'product', sunday).rows).toMatchObject([{ key: idOf(99), label: 'Sold' }])
})

test('It is final once every tablet has had nothing left to send since the range ended', () => {
  const books = openBooks()
  const { store } = books
  const midnight = Date.parse('2026-03-29T23:00:00Z')
  expect(sales(books, 'day', sunday)).toMatchObject({
    isFinal: false,
    missing: [
      { letter: 'A', since: null, unsent: null },
      { letter: 'B', since: null, unsent: null },
    ],
  })
  store.heard.empty(tabletA, midnight)
  store.heard.empty(tabletB, midnight - 1)
  store.heard.note(tabletB, midnight + 5, { head: 3, app: '1', storage: null })
  expect(sales(books, 'day', sunday)).toMatchObject({
    isFinal: false,
    missing: [{ letter: 'B', since: midnight - 1, unsent: 3 }],
  })
  store.heard.empty(tabletB, midnight + 9)
  expect(sales(books, 'day', sunday)).toMatchObject({ isFinal: true, missing: [] })
  expect(sales(books, 'day', ['2026-03-29', books.today]).isFinal).toBe(false)
})

test('It gives a file that says in its name whether it is all, and in which no cell is a formula', async () => {
  const books = openBooks()
  const product = books.store.rows.one('product', bread)
  if (!product) throw new Error('there is no bread')
  books.store.revise(0, (rev) => books.store.rows.put('product', { ...product, name: '=1+1' }, rev))
  sell(books, '2026-03-29T12:00:00', [loaf(2, { cost: 100 })])
  await books.a.send()
  const question = {
    report: 'sales',
    asked: { from: '2026-03-29', to: '2026-03-29', group: 'product' },
  } as const
  const paper = paperOf(answer(books.store, question, books.now), 'csv')
  if (!paper.ok) throw new Error(paper.code)
  const { name, text } = paper
  expect(name).toBe('sales-product-2026-03-29-2026-03-29-so-far.csv')
  expect(text.split('\r\n')[1]).toBe(`"${bread}","'=1+1",1,2,6,6,0,0,0,2,4`)
})
