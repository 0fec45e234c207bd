import { describe, expect, it } from 'vitest'
import { formatMoney } from '#shared/money.ts'
import type { CourierStatus } from '../../data/status.ts'
import type { Filling, Waiting } from '../../data/queries.ts'
import { badgeOf } from './badge.ts'

const now = Date.UTC(2026, 10, 21, 11)
const ago = (minutes: number) => now - minutes * 60_000
const money = (minor: number) => formatMoney(minor, 'GBP')
const nothing: Waiting = { orders: 0, amount: 0, others: 0, oldestAt: null }

type Case = [text: string, status: Partial<CourierStatus>, waiting: Partial<Waiting>]

const cases: Case[] = [
  ['All saved and sent', { reach: 'online' }, {}],
  ['Checking…', { reach: 'unknown' }, {}],
  ['Offline · nothing waiting', { reach: 'offline' }, {}],
  [
    'Offline · 12 orders (£143.50) waiting, oldest 2 h',
    { reach: 'offline' },
    { orders: 12, amount: 14_350, oldestAt: ago(125) },
  ],
  ['Offline · 1 order (£4.10) waiting', { reach: 'offline' }, { orders: 1, amount: 410, oldestAt: now }],
  ['2 orders (£8.20) waiting', { reach: 'online' }, { orders: 2, amount: 820, oldestAt: now }],
  ['2 orders (£8.20) waiting', { reach: 'unknown' }, { orders: 2, amount: 820, oldestAt: now }],
  [
    '2 orders (£8.20) waiting, oldest 12 min',
    { reach: 'online' },
    { orders: 2, amount: 820, oldestAt: ago(12) },
  ],
  ['3 changes waiting', { reach: 'online' }, { others: 3, oldestAt: now }],
  ['1 change waiting', { reach: 'online' }, { others: 1, oldestAt: now }],
  [
    'Offline · 2 orders (£8.20) and 1 change waiting, oldest 3 d',
    { reach: 'offline' },
    { orders: 2, amount: 820, others: 1, oldestAt: ago(3 * 24 * 60) },
  ],
  [
    'Sending 3 of 12',
    { reach: 'online', sending: { done: 2, total: 12 } },
    { orders: 10, amount: 9_000, oldestAt: ago(60) },
  ],
  ['Sending 12 of 12', { reach: 'online', sending: { done: 12, total: 12 } }, { orders: 1, oldestAt: now }],
  ['All saved and sent', { reach: 'online', sending: { done: 12, total: 12 } }, {}],
  [
    'Please sign in to send 2 orders (£8.20)',
    { reach: 'online', needsSignIn: true },
    { orders: 2, amount: 820, oldestAt: ago(5) },
  ],
  ['Please sign in to stay up to date', { reach: 'online', needsSignIn: true }, {}],
]

describe('the sync badge', () => {
  it.each(cases)('says “%s”', (text, status, waiting) => {
    const full = { reach: 'online' as const, sending: null, needsSignIn: false, ...status }
    expect(badgeOf(full, { ...nothing, ...waiting }, now, money).text).toBe(text)
  })

  it('says of a new tablet when it can sell, and what is still to come', () => {
    const online = { reach: 'online' as const, sending: null, needsSignIn: false }
    const text = (filling: Filling, waiting = nothing) => badgeOf(online, waiting, now, money, filling).text
    expect(text('empty')).toBe('Fetching what there is to sell…')
    expect(text('sellable')).toBe('Ready to sell · fetching earlier orders')
    expect(text('sellable', { ...nothing, orders: 1, amount: 410, oldestAt: now })).toBe(
      '1 order (£4.10) waiting',
    )
    const offline = badgeOf({ ...online, reach: 'offline' }, nothing, now, money, 'sellable')
    expect(offline.text).toBe('Offline · nothing waiting')
  })

  it('asks for attention when orders wait offline, or wait long although the server answers', () => {
    const tone = (reach: CourierStatus['reach'], oldestAt: number) =>
      badgeOf({ reach, sending: null, needsSignIn: false }, { ...nothing, orders: 1, oldestAt }, now, money)
        .tone
    expect([tone('offline', now), tone('online', ago(10)), tone('online', now)]).toEqual([
      'attention',
      'attention',
      'calm',
    ])
  })

  it('never says that a clock set back makes an order older or younger than it is', () => {
    const waiting = { ...nothing, orders: 1, amount: 100, oldestAt: now + 3_600_000 }
    const { text } = badgeOf({ reach: 'offline', sending: null, needsSignIn: false }, waiting, now, money)
    expect(text).toBe('Offline · 1 order (£1.00) waiting')
  })
})
