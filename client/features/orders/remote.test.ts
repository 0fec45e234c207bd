import { describe, expect, it } from 'vitest'
import { owedOn } from '#shared/balance.ts'
import { withOwn } from './remote.ts'
import { order, paid, refund, whole } from './testing.ts'

describe('an order that only the server holds', () => {
  it('stands as what is known there and what was done here make it, each counted once', () => {
    const one = order({ payments: [], owed: 420 })
    const [theirs, ours] = [
      paid(one, { payments: [{ kind: 'cash', amount: 200 }] }),
      paid(one, { payments: [{ kind: 'card', amount: 220 }] }),
    ]
    const back = refund(one, { payments: [{ kind: 'cash', amount: 50 }], value: 50 })
    const remote = whole({ order: { ...one, paidLater: 200 }, paid: [theirs] })
    const held = { status: [], paid: [theirs, ours], refund: [back], flags: {}, isWaiting: true }
    const { order: now, paid: all } = withOwn(remote, held)
    expect(all).toEqual([theirs, ours])
    expect([now.paidLater, now.paidBack, owedOn(now)]).toEqual([420, 50, 0])
  })
})
