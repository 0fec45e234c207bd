import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter } from './replay/entrance.ts'
import { readExpected } from './replay/expected.ts'
import { figuresOf } from './replay/figures.ts'
import { type History, readHistory } from './replay/history.ts'
import { openMails } from './replay/mails.ts'
import { replay } from './replay/replay.ts'
import { sampleHistoryOf } from './replay/sample.ts'
import { type ServerProcess, startServer } from './serverProcess.ts'

const options = { tablets: 3, zone: 'Europe/London', currency: 'GBP', seed: 11, counts: true, mail: false }
const bakery = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'bakery')
const hasBakery = existsSync(join(bakery, 'orders.csv'))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-replay-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('It ends equal for a sample market’s history with a count in the middle of each day, and says where a figure is wrong', async () => {
  const history = weeksOf(sampleHistoryOf(11, 'GBP'), 300)
  const expected = figuresOf(history, 2)
  const wrong = new Map([...expected, ['total on 2026-09-02', 1]])
  const result = await run(history, wrong)
  expect(result.found.get('orders')).toBe(300)
  expect(result.differences).toEqual([
    expect.stringMatching(/^total on 2026-09-02: expected\.json says 1, the server \d+$/),
  ])
}, 120_000)

test('It confirms every order of a history once, over a rough network', async () => {
  const data = mkdtempSync(join(folder, 'data-'))
  const server = await startServer(data)
  const admin = await enter(server.url, options, null)
  const mails = await openMails(admin.api)
  try {
    const history = weeksOf(sampleHistoryOf(11, 'GBP'), 40)
    const { differences } = await replay(history, null, admin, { ...options, counts: false, mail: true })
    expect([...differences, ...(await mails.differences(40, () => {}))]).toEqual([])
  } finally {
    await server.stop('SIGTERM')
    await mails.close()
  }
}, 120_000)

test.skipIf(!hasBakery)(
  `It ends equal for a real bakery’s history with a count in the middle of each day${hasBakery ? '' : ' (skipped: ../shared/data/bakery is not here)'}`,
  async () => {
    const result = await run(readHistory(bakery, 'GBP'), readExpected(bakery, 'GBP'), 4)
    expect(result.differences).toEqual([])
    expect(['orders', 'lines', 'units', 'total'].map((name) => result.found.get(name))).toEqual([
      9_464, 18_886, 20_506, 5_935_825,
    ])
  },
  600_000,
)

describe('a file that is not as it should be', () => {
  const products = 'sku,name,category,price\nbun,Bun,Bread,2.50\nroll,"Roll, plain",Bread,1.20\n'
  const head = 'order,placed_at,sku,quantity\n'
  const at = '2026-03-29T09:58:11'

  test.each([
    [
      'a price with too many digits',
      `${products}\ntea,Tea,Drinks,2.505\n`,
      head,
      'products.csv, line 5, column "price"',
    ],
    ['the same product twice', `${products}bun,Bun,Bread,2.50\n`, head, 'products.csv, line 4, column "sku"'],
    ['no name', 'sku,name,category,price\nbun,,Bread,2.50\n', head, 'products.csv, line 2, column "name"'],
    [
      'no price column',
      'sku,name,category\nbun,Bun,Bread\n',
      head,
      'products.csv, line 1: there is no column "price"',
    ],
    [
      'a cell too few',
      'sku,name,category,price\nbun,Bun,Bread\n',
      head,
      'products.csv, line 2, column "price"',
    ],
    ['an open quote', 'sku,name,category,price\nbun,"Bun,Bread,2.50\n', head, 'products.csv, line 2'],
    ['an unknown product', products, `${head}1,${at},pie,1\n`, 'orders.csv, line 2, column "sku"'],
    [
      'a quantity below one',
      products,
      `${head}1,${at},bun,1\n1,${at},bun,0\n`,
      'orders.csv, line 3, column "quantity"',
    ],
    ['half a product', products, `${head}1,${at},bun,1.5\n`, 'orders.csv, line 2, column "quantity"'],
    [
      'a day there is not',
      products,
      `${head}1,2026-02-30T09:00:00,bun,1\n`,
      'orders.csv, line 2, column "placed_at"',
    ],
    [
      'two times for one order',
      products,
      `${head}1,${at},bun,1\n1,2026-03-29T10:00:00,bun,1\n`,
      'line 3, column "placed_at"',
    ],
    ['no order at all', products, head, 'orders.csv holds no order'],
  ])('It is refused with its place: %s', (_, productsCsv, ordersCsv, sentence) => {
    writeFileSync(join(folder, 'products.csv'), productsCsv)
    writeFileSync(join(folder, 'orders.csv'), ordersCsv)
    expect(() => readHistory(folder, 'GBP')).toThrow(sentence)
  })

  test('It is read with a byte order mark, quotes and other line ends all the same', () => {
    writeFileSync(join(folder, 'products.csv'), `\uFEFF${products.replaceAll('\n', '\r\n')}`)
    writeFileSync(join(folder, 'orders.csv'), `${head}1,${at},bun,2\n2,${at},bun,1\n1,${at},roll,1\n`)
    expect(readHistory(folder, 'GBP').orders.map(({ lines }) => lines)).toEqual([
      [
        { sku: 'bun', quantity: 2 },
        { sku: 'roll', quantity: 1 },
      ],
      [{ sku: 'bun', quantity: 1 }],
    ])
  })
})

async function run(history: History, expected: ReturnType<typeof readExpected>, tablets = options.tablets) {
  let server: ServerProcess | null = null
  try {
    const data = mkdtempSync(join(folder, 'data-'))
    server = await startServer(data)
    const admin = await enter(server.url, options, null)
    return await replay(history, expected, admin, { ...options, tablets }, () => {}, join(data, 'awning.db'))
  } finally {
    await server?.stop('SIGTERM')
  }
}

function weeksOf({ products, orders }: History, size: number): History {
  return { products, orders: orders.slice(0, size) }
}
