import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type MailMarket, openMailMarket, freshStore } from '../../tests/mailMarket.ts'
import { openPostbox, type Postbox } from '../../tests/postbox.ts'
import { bread, idOf, order, stall } from '../../tests/sealing.ts'

/* Managers hear of each true crossing once, and of each day once. */

const managers = ['mia@example.org', 'ada@example.org']
const threshold = 8
const [van, buns] = [idOf(11), idOf(21)]
let box: Postbox
let market: MailMarket

beforeAll(async () => {
  box = await openPostbox()
})
afterAll(() => box.close())
afterEach(() => {
  box.mails.length = 0
  market.store.close()
})

async function open(changes: object = {}) {
  market = openMailMarket()
  market.use(box.settings({ alertTo: managers.slice(0, 1), ...changes }))
  await market.mail.post.beat()
  await market.push(...[bread, buns].map(saved))
}

const saved = (id: string) => {
  const fields = { name: id === bread ? 'Bread' : 'Buns', price: 320, threshold }
  return market.tablet.make('product.save', { id, isNew: true, fields })
}
const received = (quantity: number, productId = bread, locationId = stall) =>
  market.tablet.make('stock.move', {
    ...{ locationId, reason: 'received' },
    lines: [{ productId, quantity }],
  })
const sold = (quantity: number, productId = bread, locationId = stall) => {
  const { lines, ...rest } = order('A', quantity)
  return market.tablet.make('order.place', {
    ...{ ...rest, locationId },
    lines: lines.map((line) => ({ ...line, productId })),
  })
}

/** What was told in all mails so far: a line for each shelf, and to whom. */
async function told(): Promise<string[]> {
  const texts = await Promise.all(
    box.mails.map(async ({ raw, to }) => ({ to, text: (await PostalMime.parse(raw)).text ?? '' })),
  )
  return texts.flatMap(({ to, text }) =>
    [...text.matchAll(/^(Bread|Buns) +(\S.*)\n +(\d+) left, you asked to be told at 8/gm)].map(
      ([, product, place, left]) => `${to.join()}: ${product} at ${place}, ${left}`,
    ),
  )
}

it('tells each manager of a shelf that became low, in a mail of their own, once', async () => {
  await open({ alertTo: managers })
  await market.push(received(20))
  await market.settle()
  await market.push(sold(13))
  await market.settle()
  await market.push(sold(1))
  await market.push(received(3))
  await market.push(sold(2))
  await market.settle()
  expect(await told()).toEqual(managers.map((to) => `${to}: Bread at Shore stall, 7`))
  expect(box.mails[0]?.to).toHaveLength(1)
})

it('tells of it again once it had been filled up, and not before', async () => {
  await open()
  await market.push(received(9))
  for (const step of [sold(1), received(2), sold(2), received(4), sold(4)]) {
    await market.push(step)
    await market.settle()
  }
  expect(await told()).toHaveLength(2)
})

it('puts all that became low together into one mail, however much came late', async () => {
  await open()
  await market.push(received(30), received(30, buns), received(30, bread, van))
  await market.settle()
  const late = Array.from({ length: 25 }, (_, index) => sold(1, index % 2 ? bread : buns))
  await market.push(...late, sold(12, buns), sold(13), sold(25, bread, van))
  await market.settle()
  expect(box.mails).toHaveLength(1)
  expect((await told()).sort()).toEqual([
    'mia@example.org: Bread at Shore stall, 5',
    'mia@example.org: Bread at Van, 5',
    'mia@example.org: Buns at Shore stall, 5',
  ])
})

it('tells nobody where nobody is to be told, and later nothing of the past', async () => {
  await open({ alertTo: [] })
  await market.push(received(20))
  await market.push(sold(15))
  await market.settle()
  market.use(box.settings({ alertTo: managers }))
  await market.settle()
  expect(box.mails).toEqual([])
})

it('tells nothing again after a restore, when the same sales come once more', async () => {
  await open()
  await market.push(received(20), sold(13))
  await market.settle()
  expect(await told()).toHaveLength(1)
  const { ledger, store } = market
  store.close()
  market = openMailMarket({ store: freshStore(), ledger })
  market.use(box.settings({ alertTo: managers.slice(0, 1) }))
  await market.mail.post.beat()
  await market.push(...[bread, buns].map(saved))
  await market.push(received(20), sold(13))
  await market.settle()
  expect(await told()).toHaveLength(1)
  await market.push(received(20))
  await market.push(sold(20))
  await market.settle()
  expect(await told()).toHaveLength(2)
})

it('tells exactly as often as shelves truly crossed', async () => {
  const step = fc.record({
    shelf: fc.nat(2),
    quantity: fc.integer({ min: 1, max: 9 }),
    isSale: fc.boolean(),
    ends: fc.constantFrom('together', 'together', 'commit', 'commit', 'round'),
  })
  let crossings = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 50 }), async (steps) => {
      await open()
      box.mails.length = 0
      const shelves = [
        ['Bread at Shore stall', bread, stall],
        ['Buns at Shore stall', buns, stall],
        ['Bread at Van', bread, van],
      ] as const
      const level = [0, 0, 0]
      // The first movement makes the shelf, and it is low at once unless more than the threshold comes.
      const [isLow, isKnown] = [
        [false, false, false],
        [false, false, false],
      ]
      const expected: string[] = []
      let group: object[] = []
      for (const { shelf, quantity, isSale, ends } of steps) {
        const [, product, place] = shelves[shelf] ?? shelves[0]
        level[shelf] = (level[shelf] ?? 0) + (isSale ? -quantity : quantity)
        isKnown[shelf] = true
        group.push((isSale ? sold : received)(quantity, product, place))
        if (ends === 'together') continue
        await market.push(...group)
        group = []
        shelves.forEach(([name], index) => {
          const now = level[index] ?? 0
          if (isKnown[index] && !isLow[index] && now <= threshold) {
            isLow[index] = true
            expected.push(`mia@example.org: ${name}, ${Math.max(0, now)}`)
          } else if (now > threshold + threshold / 4) isLow[index] = false
        })
        if (ends === 'round') await market.settle()
      }
      await market.settle()
      expect((await told()).sort()).toEqual(expected.sort())
      crossings += expected.length
      market.store.close()
    }),
    { numRuns: 8, endOnFailure: true },
  )
  expect(crossings).toBeGreaterThan(20)
  await open()
})

it('says each morning how the day before went, once, whatever else it does that day', async () => {
  await open({ digest: true })
  market.time.at = Date.UTC(2027, 0, 16, 12)
  await market.settle()
  box.mails.length = 0
  await market.push(received(20))
  await market.push(
    market.tablet.make('order.place', order('A', 3), { at: market.time.at }),
    market.tablet.make('order.place', { ...order('A', 12), number: 'A-0002' }, { at: market.time.at }),
  )
  market.time.at = Date.UTC(2027, 0, 17, 5, 59)
  await market.settle()
  box.mails.length = 0
  market.time.at = Date.UTC(2027, 0, 17, 6)
  await market.settle()
  await market.settle()
  market.time.at = Date.UTC(2027, 0, 17, 23)
  await market.settle()
  expect(box.mails).toHaveLength(1)
  const { text = '', subject } = await PostalMime.parse(box.mails[0]?.raw ?? '')
  expect(subject).toBe('Leith Bakers on Saturday 16 January 2027')
  expect(text).toMatch(/Sold for: £48\.00\nOrders: 2\nProducts sold: 15/)
  expect(text).toMatch(/LOW ON STOCK\s+Bread +Shore stall\n +5 left/)
})
