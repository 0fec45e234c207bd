import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Outcome } from '#shared/protocol.ts'
import { v7 } from 'uuid'
import * as v from 'valibot'
import { openApi } from '../data/api.ts'
import { type Office, openOffice } from '../data/office.ts'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'
import { openVisitor } from './visitor.ts'

/*
 * What becomes of what was done without a network, when whoever did it, or the tablet it was done on, does not stand as
 * they did. Somebody with a manager's role sells and edits, then something changes at the office, then they do the same
 * again; a colleague refunds with their approval; and the tablet comes back.
 */

type Deed = 'order before' | 'order after' | 'edit before' | 'edit after' | 'refund after' | 'rows'
type Expected = Record<Deed, string>

const fine = { applied: 'applied', isIn: 'taken in' }
const same: Expected = {
  'order before': fine.applied,
  'order after': fine.applied,
  'edit before': fine.applied,
  'edit after': fine.applied,
  'refund after': fine.applied,
  rows: fine.isIn,
}
const aside = 'quarantined after-revocation'

const expected: Record<string, Expected> = {
  'a tablet that was shut out': {
    'order before': 'flagged after-revocation',
    'order after': aside,
    'edit before': aside,
    'edit after': aside,
    'refund after': aside,
    rows: 'nothing',
  },
  'a tablet that was moved': same,
  'somebody who was disabled': {
    'order before': 'flagged not-permitted',
    'order after': 'flagged not-permitted',
    'edit before': 'rejected not-permitted',
    'edit after': 'rejected not-permitted',
    'refund after': 'flagged not-approved, not-permitted',
    rows: fine.isIn,
  },
  'somebody who was demoted': {
    ...same,
    'edit before': 'rejected not-permitted',
    'edit after': 'rejected not-permitted',
    'refund after': 'flagged not-approved, not-permitted',
  },
  'somebody whose password was changed': same,
  'somebody who was signed out everywhere': same,
  'somebody who signed out on the tablet': {
    ...same,
    'order after': 'nobody-here',
    'edit after': 'nobody-here',
  },
  'somebody whose grant ran out': same,
}

const aMinute = 60_000
const pins = { own: '314159', colleague: '271828' }
let market: Market
let tablet: Tablet
let device = ''
let name = ''

/** What changes, while the tablet is cut off. */
const changes: Record<string, (office: Office) => Promise<void>> = {
  'a tablet that was shut out': async (office) =>
    demand(await office.changeTablet(device, { active: false, reason: 'Left on a bus' })),
  'a tablet that was moved': async (office) => {
    const locationId = await market.openPlace('Porty Kitchen')
    demand(await office.changeTablet(device, { locationId }))
  },
  'somebody who was disabled': async (office) =>
    demand(await office.changeMember(tablet.person, { active: false })),
  'somebody who was demoted': async (office) =>
    demand(await office.changeMember(tablet.person, { role: 'employee' })),
  async 'somebody whose password was changed'() {
    const elsewhere = await desk()
    demand(await elsewhere.changePassword({ old: password, password: 'eleven wet umbrellas' }))
  },
  async 'somebody who was signed out everywhere'() {
    demand(await (await desk()).endSessions({ which: 'others' }))
  },
  async 'somebody who signed out on the tablet'() {
    await tablet.till.api.signOut()
    await tablet.till.leave()
  },
  async 'somebody whose grant ran out'() {
    market.time.ahead += 31 * 24 * 60 * aMinute
  },
}

let colleague = ''
beforeAll(async () => {
  market = await openMarket()
  colleague = (await market.tablet('Cleo', 'employee')).person
}, 60_000)
afterAll(() => market.close())

/** The same person at a desk of theirs. */
async function desk(): Promise<Office> {
  const visitor = openVisitor(market.carry)
  demand(await openApi(visitor.fetch).signIn({ username: name, password }))
  return openOffice(visitor.fetch, () => null)
}

/** A tablet that a manager shares with Cleo. */
async function open() {
  const steady = { id: 'steady', now: () => performance.now() + market.time.ahead }
  tablet = await market.tablet(name, 'manager', { steady })
  device = (await tablet.till.device())?.id ?? ''
  demand(await tablet.till.pins.set(pins.own))
  demand(await tablet.till.api.signIn({ username: 'cleo', password }))
  demand(await tablet.till.takeOver())
  demand(await tablet.till.pins.set(pins.colleague))
  demand(await tablet.till.api.signIn({ username: name, password }))
  demand(await tablet.till.takeOver())
  demand(await tablet.till.sync())
}

const order = async () => {
  const placed = await tablet.till.placeOrder(market.order([0, 1]))
  return placed.ok ? placed.id : placed.code
}
const edit = async (price: number) => {
  const fields = { price }
  const made = await tablet.till.record('product.save', {
    id: market.products[2] ?? '',
    isNew: false,
    fields,
  })
  return made.ok ? made.id : made.code
}

async function refund(orderId: string) {
  demand(await tablet.till.pins.sit(colleague, pins.colleague))
  const id = v7()
  const vouched = await tablet.till.pins.vouch(tablet.person, pins.own, { name: 'order.refund', id })
  if (!vouched.ok) return vouched.code
  const known = await tablet.till.db.order.get(orderId)
  const none = { currency: 'GBP', lines: [], taxes: [], value: 0 }
  const payments = [{ kind: 'cash' as const, amount: 250 }]
  const about = { orderId, number: known?.number ?? '', locationId: market.locationId }
  const args = { ...about, ...none, payments, approval: vouched.approval }
  const made = await tablet.till.record('order.refund', args, { id })
  return made.ok ? made.id : made.code
}

/** What the server answered, as it is told here. */
function outcomeOf(id: string): string {
  const found = market
    .store()
    .database.prepare<[string], { outcome: string }>(
      `SELECT outcome FROM command WHERE json_extract(raw, '$.id') = ?`,
    )
    .get(id)
  if (!found) return id
  const outcome = v.parse(Outcome, JSON.parse(found.outcome))
  if (outcome.status === 'applied') return 'applied'
  return `${outcome.status} ${outcome.status === 'flagged' ? outcome.flags.toSorted().join(', ') : outcome.code}`
}

/** All that is done, and what it is to become. */
async function play(change: (office: Office) => Promise<void>) {
  await open()
  const known = await place(tablet, market.order([0, 1]))
  demand(await tablet.till.sync())
  tablet.network.cut()
  const ids: Partial<Record<Deed, string>> = {}
  ids['order before'] = await order()
  ids['edit before'] = await edit(301)
  market.time.ahead += 10 * aMinute
  await change(openOffice(market.admin.visitor.fetch, () => null))
  const news = await market.openPlace(`Place of ${name}`)
  market.time.ahead += 10 * aMinute
  ids['order after'] = await order()
  ids['edit after'] = await edit(302)
  ids['refund after'] = await refund(known)
  tablet.network.mend()
  const synced = await tablet.till.sync()
  const arrived = await tablet.till.db.location.get(news)
  const told = Object.entries(ids).map(([deed, id]) => [deed, outcomeOf(id)])
  return { ids, synced, told: { ...Object.fromEntries(told), rows: arrived ? 'taken in' : 'nothing' } }
}

const orders = () =>
  new Set(
    market
      .store()
      .rows.all('order')
      .map(({ id }) => id),
  )

describe.each(Object.entries(expected))('what was done by %s', (standing, wanted) => {
  test('It becomes what is written, and no sale is lost', async () => {
    name = `xena${Object.keys(expected).indexOf(standing)}`
    const { ids, synced, told } = await play(changes[standing] ?? (async () => undefined))
    expect(told).toEqual(wanted)
    expect(synced).toEqual(wanted.rows === 'nothing' ? { ok: false, code: 'shut-out' } : { ok: true })
    for (const deed of ['order before', 'order after'] as const) {
      if (wanted[deed] === 'nobody-here') continue
      if (wanted[deed] !== aside) expect(orders()).toContain(ids[deed])
      else
        expect(market.store().rows.one('exception', ids[deed] ?? '')?.about?.codes).toEqual([
          'after-revocation',
        ])
    }
  }, 60_000)
})

test('It is written down for every standing', () => {
  expect(Object.keys(changes).sort()).toEqual(Object.keys(expected).sort())
})
