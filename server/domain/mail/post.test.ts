import { afterEach, beforeEach, expect, it } from 'vitest'
import { memoryLedger } from './ledger.ts'
import { freshStore, type MailMarket, openMailMarket } from '../../tests/mailMarket.ts'
import { mostLines } from './post.ts'
import { type Manner, openPostbox, type Postbox } from '../../tests/postbox.ts'

/* A customer's mail arrives once, whatever becomes of the mail server and of this one. */

const email = 'morag@example.org'
let box: Postbox
let market: MailMarket

beforeEach(async () => {
  box = await openPostbox()
  market = openMailMarket()
  market.use(box.settings())
})
afterEach(async () => {
  await box.close()
  market.store.close()
})

const placing = (changes: object = {}) => market.tablet.make('order.place', market.order({ email }, changes))
const sizes = () => market.store.mail.sizes()
const failures = () => market.store.mail.page('failed', null, 50).map(({ fault }) => fault)

it('confirms an order once, though it is sent again, moved along and the round made anew', async () => {
  const first = placing()
  await market.push(first)
  await market.settle()
  await market.tablet.send([first], 1)
  await market.push(market.tablet.make('order.setStatus', { orderId: first.id, status: 'ready' }))
  await market.settle()
  expect(box.mails.map(({ to }) => to)).toEqual([[email]])
  expect(box.mails[0]?.raw).toContain(String(first.args['number']))
  expect(sizes()).toMatchObject({ waiting: 0, sent: 1 })
})

it('queues nothing for an order without an address, nor when the transaction fails', async () => {
  await market.push(market.tablet.make('order.place', market.order(null)))
  await market.push(market.tablet.make('order.place', market.order({ phone: '+44 131 496 0123' })))
  expect(sizes().waiting).toBe(0)
  market.store.database.exec(
    `CREATE TRIGGER full BEFORE INSERT ON revision BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
  )
  await market.push(placing()).catch(() => {})
  market.store.database.exec('DROP TRIGGER full')
  expect(sizes().waiting).toBe(0)
})

it('lets mail wait for settings, and sends it once there are some', async () => {
  market.store.meta.set('mail.settings', 'nonsense')
  await market.push(placing(), placing())
  await market.mail.post.beat()
  expect(sizes().waiting).toBe(2)
  market.use(box.settings())
  await market.settle()
  expect(box.mails).toHaveLength(2)
})

it('sends a receipt that was asked for, to the address of the order or to another', async () => {
  const first = placing()
  await market.push(first)
  const other = market.order({ email: 'ewan@example.org' }).customer?.contact
  await market.push(
    market.tablet.make('order.mail', { orderId: first.id }),
    market.tablet.make('order.mail', { orderId: first.id, contact: other }),
  )
  await market.settle()
  expect(box.mails.map(({ to }) => to.join()).sort()).toEqual(['ewan@example.org', email, email])
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(3)
})

it('stops at the twentieth receipt of one order, and says why', async () => {
  const first = placing()
  await market.push(first)
  await market.push(
    ...Array.from({ length: 23 }, () => market.tablet.make('order.mail', { orderId: first.id })),
  )
  expect(sizes()).toMatchObject({ waiting: 21, failed: 3 })
  expect(failures()).toEqual(['too-many', 'too-many', 'too-many'])
})

it.each<[string, Manner]>([
  ['greylists', { isGreylisting: true }],
  ['is slow', { delay: 30 }],
])('gets every mail through once to a server that %s', async (_, manner) => {
  Object.assign(box.manner, manner)
  await market.push(placing(), placing(), placing())
  await market.settle()
  expect(box.mails).toHaveLength(3)
  expect(sizes()).toMatchObject({ waiting: 0, sent: 3, failed: 0 })
})

it('sends many at once over a few connections, each mail once', async () => {
  await market.push(...Array.from({ length: 30 }, () => placing()))
  await market.settle()
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(30)
  expect([box.mails.length, box.connections()]).toEqual([30, mostLines])
  expect(sizes()).toMatchObject({ waiting: 0, sent: 30 })
})

it('goes on over the lines it has where a server takes no more of them', async () => {
  box.manner.mostAtOnce = 1
  await market.push(...Array.from({ length: 8 }, () => placing()))
  for (let round = 0; round < 2; round += 1) await market.mail.post.beat()
  expect([box.mails.length, sizes().sent]).toEqual([8, 8])
  expect(market.mail.post.trouble()).toBeNull()
})

it('ends a round amid which the server goes away, loses nothing and counts no try', async () => {
  box.manner.delay = 20
  await market.push(...Array.from({ length: 12 }, () => placing()))
  const round = market.mail.post.beat()
  await expect.poll(() => box.mails.length).toBeGreaterThan(3)
  box.manner.greeting = 'Closed'
  box.cut()
  await round
  expect(market.mail.post.trouble()).toMatchObject({ fault: 'unreachable' })
  delete box.manner.greeting
  await market.settle()
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(12)
  expect(sizes()).toMatchObject({ waiting: 0, sent: 12, failed: 0 })
})

it('waits for a server that is down, and counts no try for it', async () => {
  box.manner.greeting = 'Closed'
  await market.push(placing(), placing())
  for (let round = 0; round < 16; round += 1) {
    await market.mail.post.beat()
    market.time.at = market.mail.post.next() + 1
  }
  expect(market.mail.post.trouble()).toMatchObject({ fault: 'unreachable' })
  expect(market.store.mail.page('waiting', null, 9).map(({ tries }) => tries)).toEqual([0, 0])
  delete box.manner.greeting
  await market.settle()
  expect(box.mails).toHaveLength(2)
  expect(market.mail.post.trouble()).toBeNull()
})

it.each(['hangs', 'dies'] as const)(
  'sends again under the same Message-ID to a server that %s after the dot, and only that mail',
  async (afterDot) => {
    await market.push(placing())
    box.manner.afterDot = afterDot
    await market.mail.post.beat()
    delete box.manner.afterDot
    await market.push(placing())
    await market.settle()
    const ids = box.mails.map(({ messageId }) => messageId)
    expect([ids.length, new Set(ids).size]).toEqual([3, 2])
    expect(sizes()).toMatchObject({ waiting: 0, sent: 2 })
  },
)

it('gives up on an address that nobody has, and goes on with the others', async () => {
  box.manner.rejects = ['nobody@example.org']
  const lost = market.tablet.make('order.place', market.order({ email: 'nobody@example.org' }))
  await market.push(lost, placing(), placing())
  await market.settle()
  expect(box.mails).toHaveLength(2)
  const [failed] = market.store.mail.page('failed', null, 9)
  expect(failed).toMatchObject({ fault: 'address-refused', orderId: lost.id })
  expect(JSON.stringify([failed, market.logged])).not.toContain('nobody@')
  box.manner.rejects = []
  expect(market.store.mail.retry(failed?.id ?? '', market.time.at)).toBe(1)
  await market.settle()
  expect(box.mails).toHaveLength(3)
})

it('gives up on a mail that is never taken, after a day or so, and never in between', async () => {
  box.manner.afterDot = 'refuses'
  await market.push(placing())
  await market.settle()
  expect(failures()).toEqual(['message-refused'])
  box.manner.afterDot = 'dies'
  await market.push(placing())
  const begun = market.time.at
  await market.settle()
  expect(failures()).toEqual(['unknown', 'message-refused'])
  expect((market.time.at - begun) / 3_600_000).toBeGreaterThan(20)
  expect(box.mails).toHaveLength(14)
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(1)
})

it('leaves what has waited for a week to a person', async () => {
  market.store.meta.set('mail.settings', 'nonsense')
  await market.push(placing())
  market.time.at += 8 * 86_400_000
  market.use(box.settings())
  await market.settle()
  expect([box.mails.length, failures()]).toEqual([0, ['too-late']])
  market.store.mail.retry(null, market.time.at)
  await market.settle()
  expect(box.mails).toHaveLength(1)
  expect(box.mails[0]?.raw).toContain('comes late')
})

it('sends nothing that was called off, whatever waits with it', async () => {
  const [gone, stays] = [placing(), placing()]
  await market.push(gone, stays)
  expect(market.mail.post.callOff(`confirmation:${gone.id}`)).toBe(1)
  await market.settle()
  expect(box.mails).toHaveLength(1)
  expect(box.mails[0]?.raw).toContain(String(stays.args['number']))
})

it('takes up what a process that died had leased, and asks the ledger first', async () => {
  await market.push(placing(), placing())
  const ids = market.store.mail.page('waiting', null, 9).map(({ id }) => id)
  for (const _ of ids) market.store.mail.lease(market.time.at, market.time.at + 300_000)
  market.ledger.add([ids[0] ?? ''], 'sent')
  const next = openMailMarket({ store: market.store, ledger: market.ledger })
  next.use(box.settings())
  await next.settle()
  expect(box.mails).toHaveLength(1)
  expect(sizes()).toMatchObject({ waiting: 0, sent: 2 })
})

it('sends nothing twice after an old backup was put back and the tablets have sent everything again', async () => {
  const commands = [placing(), placing(), placing()]
  await market.push(...commands.slice(0, 1))
  await market.settle()
  await market.push(...commands.slice(1))
  const off = commands[2]?.id ?? ''
  market.mail.post.callOff(`confirmation:${off}`)
  await market.settle()
  expect(box.mails).toHaveLength(2)
  const restored = openMailMarket({ store: freshStore(), ledger: market.ledger })
  restored.store.meta.set('contact-key', market.store.meta.get('contact-key') ?? '')
  restored.use(box.settings())
  await restored.push(...commands)
  await restored.settle()
  expect(box.mails).toHaveLength(2)
  expect(restored.store.mail.sizes()).toMatchObject({ waiting: 0, sent: 2, cancelled: 1 })
  restored.store.close()
})

it('makes its rounds by itself, however often it is told that there may be something', async () => {
  market.mail.start()
  await market.push(placing())
  const nagging = setInterval(market.mail.soon, 20)
  try {
    await expect.poll(() => box.mails.length, { timeout: 5_000 }).toBe(1)
  } finally {
    clearInterval(nagging)
    await market.mail.stop()
  }
})

it('is not taken in by the ledger of another mail', () => {
  const ledger = memoryLedger()
  ledger.take('sent confirmation:1')
  ledger.take('sen')
  ledger.take('low a@b')
  expect([ledger.fateOf('confirmation:1'), ledger.fateOf('confirmation:2')]).toEqual(['sent', null])
  ledger.tell('a@b', false)
  expect(ledger.isTold('a@b')).toBe(false)
})
