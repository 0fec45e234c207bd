import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Envelope } from '#shared/envelope.ts'
import { openStore, type Store } from '../store/store.ts'
import { bread, idOf, morag, now, order, sealing, stall, tabletA } from '../tests/sealing.ts'
import { openExchange } from './exchange.ts'

let store: Store
beforeEach(() => {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
  })
})
afterEach(() => store.close())

const a = () => sealing(() => openExchange(store, () => now), tabletA, morag)

/** As a server leaves it that was older than the tablet. */
function leave(command: Envelope): void {
  const { device, seq, hash } = command
  const outcome = { seq, rev: 2, status: 'quarantined', code: 'unknown-command' } as const
  const raw = JSON.stringify(command)
  store.journal.add({ device, seq, id: null, hash, links: true, raw, outcome, receivedAt: now })
}

it('takes in at its start what only a newer server knows, and gives that outcome from then on', async () => {
  const tablet = a()
  const [sale, cancel] = [tablet.make('order.place', order('A', 2)), tablet.make('order.setStatus', {})]
  leave(sale)
  leave({ ...cancel, args: { orderId: sale.id, status: 'cancelled', restock: false } })
  const before = store.revisions.head().rev
  openExchange(store, () => now)
  expect(store.rows.one('order', sale.id)).toMatchObject({ status: 'cancelled', total: 640 })
  expect(store.rows.one('level', `${bread}@${stall}`)?.quantity).toBe(-2)
  expect(store.journal.holder(sale.id)).toEqual({ device: tabletA, seq: 1 })

  const { outcomes } = await tablet.send([sale], 1)
  expect(outcomes).toMatchObject([{ seq: 1, status: 'flagged', rev: before + 1 }])
  const head = store.revisions.head()
  openExchange(store, () => now)
  expect(store.revisions.head()).toEqual(head)
})

it('leaves alone what it still does not know, and what came another way meanwhile', async () => {
  const tablet = a()
  const strange = tablet.make('order.praise', { stars: 5 })
  const { outcomes } = await tablet.send([strange], 1)
  expect(outcomes).toMatchObject([{ status: 'quarantined', code: 'unknown-command' }])
  const head = store.revisions.head()
  openExchange(store, () => now)
  expect(store.revisions.head()).toEqual(head)

  const newer = tablet.make('order.place', order('A'), { v: 99, id: idOf(77) })
  expect((await tablet.send([newer], 2)).outcomes).toMatchObject([{ code: 'unknown-command' }])
  const older = tablet.make('order.place', order('A'))
  expect((await tablet.send([older], 3)).outcomes).toMatchObject([{ status: 'flagged' }])
})
