import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import type { Outcome } from '#shared/protocol.ts'
import { sealOf } from '#shared/seal.ts'
import { v7 } from 'uuid'
import type { Deed } from '../data/till.ts'
import { openTill } from '../data/till.ts'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'

/*
 * Anna has the tablet, all that is on its disk and her own key, and she knows how journals are made: whatever she does
 * to what waits there, she makes the chain whole again. Ben manages. He has sold on it too, but is not there any more.
 */

let market: Market
let tablet: Tablet
let ben = { person: '', grant: '' }
let annas = new Uint8Array()

beforeEach(async () => {
  market = await openMarket()
  const other = await market.tablet('Ben')
  tablet = await market.tablet('Anna', 'employee')
  await seat('ben')
  ben = { person: other.person, grant: (await tablet.till.person())?.id ?? '' }
  for (let order = 0; order < 3; order += 1) await place(tablet, market.order([order, 1]))
  await seat('anna')
  annas = (await tablet.till.db.read('sealKey')).sealKey ?? annas
  for (let order = 0; order < 2; order += 1) await place(tablet, market.order([order, 1]))
})
afterEach(() => market.close())

const bens = 3

test('It takes all that two people sold, each by their own seal, and flags none of it', async () => {
  expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => 'applied'))
})

describe('what Anna does in Ben’s name', () => {
  const inHisName = (command: Envelope): Envelope => ({ ...command, actor: ben.person, grant: ben.grant })

  test('It is set aside under her own seal, and what is behind it is taken', async () => {
    await rewrite((all) => all.map((command, index) => (index === bens ? hers(inHisName(command)) : command)))
    expect(await outcomes()).toEqual(['applied', 'applied', 'applied', 'forged-seal', 'applied'])
    expect(
      market
        .store()
        .rows.all('exception')
        .map(({ about }) => about?.codes),
    ).toEqual([['forged-seal']])
  })

  test('It is set aside under a seal of his that belongs to something else', async () => {
    await rewrite((all) => {
      const { seal } = all[0] ?? {}
      return all.map((one, index) => (index === bens && seal ? { ...inHisName(one), seal } : one))
    })
    expect((await outcomes())[bens]).toBe('forged-seal')
  })

  test('It is a fact that nothing proves without any seal, which a manager is told', async () => {
    await rewrite((all) => all.map((one, index) => (index === bens ? bare(inHisName(one)) : one)))
    expect(await outcomes()).toEqual(['applied', 'applied', 'applied', 'unsealed', 'applied'])
  })

  test('It is refused where it is a wish without any seal', async () => {
    const fields = { price: 1 }
    const args = { id: market.products[0], isNew: false, fields }
    const wish = { name: 'product.save', v: 3, args }
    await rewrite((all) =>
      all.map((one, index) => (index === bens ? bare(inHisName({ ...one, ...wish })) : one)),
    )
    expect((await outcomes())[bens]).toBe('unsealed')
    expect(market.store().rows.one('product', market.products[0] ?? '')?.price).toBe(250)
  })
})

describe('what Ben did and Anna', () => {
  test.each<[what: string, expected: string[], change: (all: Envelope[]) => Envelope[]]>([
    [
      'changed',
      ['applied', 'forged-seal', 'forged-seal', 'applied', 'applied'],
      (all) => all.map((one, index) => (index === 1 ? { ...one, args: { ...one.args, note: 'mine' } } : one)),
    ],
    [
      'left out',
      ['applied', 'forged-seal', 'applied', 'applied'],
      (all) => all.filter((_, index) => index !== 1),
    ],
    [
      'put in another order',
      ['forged-seal', 'forged-seal', 'forged-seal', 'applied', 'applied'],
      ([a, b, ...rest]) => [b, a, ...rest].flatMap((one) => one ?? []),
    ],
    [
      'put something of hers in front of',
      ['applied', 'forged-seal', 'forged-seal', 'forged-seal', 'applied'],
      ([a, b, c, d, e]) => [d, a, b, c, e].flatMap((one) => one ?? []),
    ],
    [
      'left out, as if the tablet had become another since',
      ['applied', 'forged-seal', 'applied', 'applied'],
      (all) =>
        all
          .map((one) => (one.actor === ben.person ? { ...one, former: one.hash } : one))
          .filter((_, index) => index !== 1)
          .map((one, index) => (index === 0 ? without(one, 'former') : one)),
    ],
  ])('It is found where she %s it', async (_, expected, change) => {
    await rewrite(change)
    expect(await outcomes()).toEqual(expected)
  })
})

describe('a manager’s word', () => {
  const pin = '314159'

  test('It is proved by their own seal, for one command', async () => {
    const refunds = await refundsOf(2)
    await seat('ben')
    demand(await tablet.till.pins.set(pin))
    await seat('anna')
    const [first, second] = refunds
    const vouched = await tablet.till.pins.vouch(ben.person, pin, first)
    if (!vouched.ok || !first || !second) throw new Error('he is there')
    const { approval } = vouched
    demand(
      await tablet.till.recordAll(refunds.map((deed) => ({ ...deed, args: { ...deed.args, approval } }))),
    )
    expect((await outcomes()).slice(5)).toEqual(['applied', 'not-approved not-permitted'])
  })

  test('It is asked of whoever is on the till without a PIN, and holds when somebody else records it', async () => {
    const [deed] = await refundsOf(1)
    await seat('ben')
    const vouched = await tablet.till.pins.vouchHere(deed)
    await seat('anna')
    expect(await tablet.till.pins.vouchHere(deed)).toEqual({ ok: false, code: 'no-pin' })
    if (!vouched.ok || !deed) throw new Error('he manages')
    const args = { ...deed.args, approval: vouched.approval }
    demand(await tablet.till.recordAll([{ ...deed, args }]))
    expect((await outcomes()).slice(5)).toEqual(['applied'])
  })

  test.each([
    ['without a seal', {}],
    ['under a seal that is none of theirs', { seal: '0123456789abcdef0123456789abcdef' }],
  ])('It proves nothing %s', async (_, seal) => {
    const [deed] = await refundsOf(1)
    if (!deed) throw new Error('there is one')
    const args = { ...deed.args, approval: { by: ben.person, grant: ben.grant, ...seal } }
    demand(await tablet.till.recordAll([{ ...deed, args }]))
    expect((await outcomes()).slice(5)).toEqual(['not-approved not-permitted'])
  })
})

describe('a key', () => {
  test('It stays with whoever is on the till over a reload, and goes with them', async () => {
    const { outside, till } = tablet
    till.close()
    tablet.till = await openTill('awning', outside)
    await place(tablet, market.order([0, 1]))
    expect(await outcomes()).toEqual(Array.from({ length: 6 }, () => 'applied'))
    await tablet.till.leave()
    expect(await tablet.till.db.read('sealKey')).toEqual({})
  })

  test('It is not used where it is not the one that the grant names', async () => {
    await tablet.till.db.keep({ sealKey: new Uint8Array(32) })
    await place(tablet, market.order([0, 1]))
    expect((await outcomes()).at(-1)).toBe('unsealed')
  })

  test('It is missed and no sale is, where the server comes up without its own', async () => {
    market.restart(new Uint8Array(32))
    expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => 'unsealed'))
    await seat('anna')
    await place(tablet, market.order([0, 1]))
    expect((await outcomes()).at(-1)).toBe('applied')
  })
})

async function seat(username: string): Promise<void> {
  demand(await tablet.till.api.signIn({ username, password }))
  demand(await tablet.till.takeOver())
}

function hers(command: Envelope): Envelope {
  return { ...command, seal: 'hers' }
}

function bare(command: Envelope): Envelope {
  return without(command, 'seal')
}

function without(command: Envelope, part: 'seal' | 'former'): Envelope {
  const { [part]: _, ...rest } = command
  return rest
}

/** Puts other commands in place of those that wait, in a chain that is whole. What is Anna’s she seals anew. */
async function rewrite(change: (all: Envelope[]) => Envelope[]): Promise<void> {
  const { db } = tablet.till
  const [entries, { head }] = [await db.entries.toArray(), await db.read('head')]
  const [first] = entries
  if (!first || !head) throw new Error('nothing waits')
  let hash = chainStart
  const commands = change(entries.map(({ command }) => command)).map((command, index) => {
    const unsealed = { ...command, seq: index + 1 }
    hash = hashOf(unsealed, hash)
    const made = { ...unsealed, hash }
    const isHers = command.seal === 'hers' || (command.seal !== undefined && command.actor === tablet.person)
    return isHers ? { ...made, seal: sealOf(annas, made) } : made
  })
  await db.entries.clear()
  await db.entries.bulkPut(
    commands.map((command) => ({ ...first, id: command.id, seq: command.seq, name: command.name, command })),
  )
  await db.keep({ head: { ...head, seq: commands.length, hash } })
}

/** What the server says of each: how it went, or what is odd. */
async function outcomes(): Promise<string[]> {
  demand(await tablet.till.sync())
  return (await tablet.till.db.entries.toArray()).map(({ outcome }) => (outcome ? wordOf(outcome) : 'none'))
}

function wordOf(outcome: Outcome): string {
  if (outcome.status === 'applied') return outcome.status
  return outcome.status === 'flagged' ? outcome.flags.join(' ') : outcome.code
}

async function refundsOf(size: number): Promise<Extract<Deed, { name: 'order.refund' }>[]> {
  const [order] = await tablet.till.db.order.toArray()
  if (!order) throw new Error('nothing was sold')
  const { id: orderId, number, locationId, currency } = order
  const payments = [{ kind: 'cash' as const, amount: 10 }]
  const args = { orderId, number, locationId, currency, lines: [], taxes: [], value: 0, payments }
  return Array.from({ length: size }, () => ({ name: 'order.refund' as const, id: v7(), args }))
}
