import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '#shared/envelope.ts'
import { levelId } from '#shared/tables.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { bread, ewan, idOf, morag, now, order, sealing, stall, tabletA, tabletB } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

const tablet = (device: string, actor = morag) => sealing(() => exchange, device, actor)

let folder: string
let store: Store
let exchange: Exchange

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-exchange-'))
  store = openStore(join(folder, 'awning.db'))
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
    store.rows.put('device', { id: tabletB, letter: 'B', name: 'Two', locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const level = () => store.rows.one('level', levelId(bread, stall))?.quantity
const codes = (outcomes: readonly { status: string; code?: string }[]) =>
  outcomes.map((outcome) => outcome.code ?? outcome.status)

describe('the exchange', () => {
  it('counts an order once when its answer was lost and it is sent again', async () => {
    const a = tablet(tabletA)
    const sale = a.make('order.place', order('A', 2))
    const first = await a.send([sale], 1)
    const again = await a.send([sale], 1)
    expect(again).toEqual(first)
    expect(store.rows.all('order')).toHaveLength(1)
    expect(level()).toBe(-2)
  })

  it('takes many tablets in with one revision', async () => {
    const before = store.revisions.head().rev
    const [a, b] = [tablet(tabletA), tablet(tabletB)]
    await Promise.all([
      a.send([a.make('order.place', order('A'))], 1),
      b.send([b.make('order.place', order('B'))], 1),
    ])
    expect(store.revisions.head().rev).toBe(before + 1)
    expect(level()).toBe(-2)
  })

  it('waits for what is missing before a gap, and says from where', async () => {
    const a = tablet(tabletA)
    const commands = [1, 2, 3].map(() => a.make('order.place', order('A')))
    expect(await a.send(commands.slice(1), 2)).toEqual({ outcomes: [], lastSeq: 0 })
    expect((await a.send(commands, 1)).lastSeq).toBe(3)
    expect(level()).toBe(-3)
  })

  it('never lets a malformed command stop the ones behind it, and keeps its bytes', async () => {
    const a = tablet(tabletA)
    const good = a.make('order.place', order('A'))
    const spoiled = a.make('order.place', order('A'))
    const bad = { ...spoiled, surprise: '<b>' }
    const behind = a.make('order.place', order('A'))
    const { outcomes, lastSeq } = await a.send([good, bad, behind], 1)
    expect(outcomes.map(({ status }) => status)).toEqual(['flagged', 'quarantined', 'flagged'])
    expect(lastSeq).toBe(3)
    expect(store.journal.raw(tabletA, 2)).toBe(JSON.stringify(bad))
  })

  it.each([
    ['its hash cannot be read', (sale: Envelope) => ({ ...sale, hash: 7 })],
    ['it is no object at all', () => 'rain'],
    ['its hash was changed on the way', (sale: Envelope) => ({ ...sale, hash: 'f'.repeat(64) })],
  ])('takes what is behind a command when %s, and flags it', async (_, spoil) => {
    const a = tablet(tabletA)
    const spoiled = spoil(a.make('order.place', order('A')))
    const behind = [a.make('order.place', order('A')), a.make('order.place', order('A'))]
    const { outcomes } = await a.send([spoiled, ...behind], 1)
    expect(outcomes.map(({ status }) => status)).toEqual(['quarantined', 'flagged', 'flagged'])
    expect(outcomes[1]).toMatchObject({ flags: expect.arrayContaining(['chain-broken']) })
    expect(outcomes[2]).not.toMatchObject({ flags: expect.arrayContaining(['chain-broken']) })
    expect(level()).toBe(-2)
  })

  it.each<[string, (a: ReturnType<typeof tablet>) => unknown]>([
    ['malformed', () => 'not even an object'],
    ['malformed', (a) => a.make('order.place', order('A'), { seq: 7 })],
    ['bad-args', (a) => a.make('order.place', { ...order('A'), total: 9_007_199_254_740_993 })],
    ['bad-args', (a) => a.make('order.place', { ...order('A'), lines: [] })],
    ['bad-args', (a) => a.make('order.place', order('A', -1))],
    ['bad-args', (a) => a.make('order.place', order('A', 1.5))],
    ['bad-args', (a) => a.make('order.place', { ...order('A'), role: 'admin' })],
    ['unknown-command', (a) => a.make('person.promote', {})],
    ['other-device', (a) => a.make('order.place', order('A'), { device: tabletB })],
    ['forged-actor', (a) => a.make('order.place', order('A'), { actor: ewan })],
    ['forged-actor', (a) => a.make('order.place', order('A'), { grant: idOf(901) })],
    ['tampered', (a) => ({ ...a.make('order.place', order('A', 2)), args: order('A') })],
    ['tampered', (a) => a.make('order.place', order('A'), { hash: 'f'.repeat(64) })],
  ])('sets aside what is %s, and changes nothing', async (code, forge) => {
    const a = tablet(tabletA)
    const { outcomes, lastSeq } = await a.send([forge(a)], 1)
    expect(codes(outcomes)).toEqual([code])
    expect(lastSeq).toBe(1)
    expect(store.rows.all('order')).toHaveLength(0)
    expect(level()).toBeUndefined()
  })

  it('goes on behind a forged command by the hash that it claimed', async () => {
    const a = tablet(tabletA)
    const forged = a.make('order.place', order('A'), { actor: ewan })
    const behind = a.make('order.place', order('A'))
    const { outcomes } = await a.send([forged, behind], 1)
    expect(codes(outcomes)).toEqual(['forged-actor', 'flagged'])
    expect(outcomes[1]).not.toMatchObject({ flags: expect.arrayContaining(['chain-broken']) })
  })

  it('does not take one id from two tablets', async () => {
    const [a, b] = [tablet(tabletA), tablet(tabletB)]
    const sale = a.make('order.place', order('A'))
    await a.send([sale], 1)
    const { outcomes } = await b.send([b.make('order.place', order('B'), { id: sale.id })], 1)
    expect(codes(outcomes)).toEqual(['id-taken'])
    expect(level()).toBe(-1)
  })

  it('keeps both when a copied tablet reuses a number in its sequence', async () => {
    const [a, copy] = [tablet(tabletA), tablet(tabletA)]
    await a.send([a.make('order.place', order('A'))], 1)
    const other = copy.make('order.place', order('A', 5))
    expect(codes((await copy.send([other], 1)).outcomes)).toEqual(['seq-taken'])
    expect(store.journal.conflicting(tabletA)).toEqual([JSON.stringify(other)])
    expect(level()).toBe(-1)
  })

  it('takes nothing behind a taken number, since that belongs to another journal', async () => {
    const [a, copy] = [tablet(tabletA), tablet(tabletA)]
    await a.send([a.make('order.place', order('A'))], 1)
    const others = [copy.make('order.place', order('A')), copy.make('order.place', order('A'))]
    const { outcomes, lastSeq } = await copy.send(others, 1)
    expect(codes(outcomes)).toEqual(['seq-taken'])
    expect(lastSeq).toBe(1)
    expect(codes((await a.send([a.make('order.place', order('A'))], 2)).outcomes)).toEqual(['flagged'])
  })

  it('gives a command that comes again under another identity the outcome it had', async () => {
    const [a, b] = [tablet(tabletA), tablet(tabletB)]
    const sale = a.make('order.place', order('A', 2))
    const [first] = (await a.send([sale], 1)).outcomes
    const { id, at } = sale
    const again = b.make('order.place', sale.args, { id, at })
    const [second] = (await b.send([again, b.make('order.place', order('B'))], 1)).outcomes
    expect(second).toEqual(first)
    expect((await b.send([again], 1)).outcomes).toEqual([second])
    expect(store.rows.all('order')).toHaveLength(2)
    expect(level()).toBe(-3)
  })

  it('rejects what a role may not ask for, and records a sale whatever the role', async () => {
    const a = tablet(tabletA, ewan)
    const rename = a.make('product.save', {
      id: bread,
      isNew: true,
      fields: { name: 'Free bread', price: 0 },
    })
    const sale = a.make('order.place', order('A'))
    const { outcomes } = await a.send([rename, sale], 1)
    expect(codes(outcomes)).toEqual(['not-permitted', 'flagged'])
    expect(store.rows.all('product')).toHaveLength(0)
    expect(store.rows.all('order')).toHaveLength(1)
  })

  it('flags the sale of somebody who has been disabled since, and keeps it', async () => {
    store.revise(now, (rev) =>
      store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: false }, rev),
    )
    const a = tablet(tabletA, ewan)
    const { outcomes } = await a.send([a.make('order.place', order('A'))], 1)
    expect(outcomes[0]).toMatchObject({ status: 'flagged', flags: expect.arrayContaining(['not-permitted']) })
    expect(store.rows.all('order')).toHaveLength(1)
  })

  it('keeps what the customer paid and flags a price that differs', async () => {
    const a = tablet(tabletA)
    const product = a.make('product.save', { id: bread, isNew: true, fields: { name: 'Bread', price: 350 } })
    const { outcomes } = await a.send([product, a.make('order.place', order('A'))], 1)
    expect(outcomes[1]).toMatchObject({ flags: expect.arrayContaining(['price-differs', 'oversold']) })
    expect(store.rows.all('order')[0]?.total).toBe(320)
  })

  it('sets aside the one command that the database cannot hold, and takes the rest', async () => {
    store.database.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON "order" WHEN new.body LIKE '%A-0666%' BEGIN SELECT RAISE(ABORT, 'no'); END`,
    )
    const [a, b] = [tablet(tabletA), tablet(tabletB)]
    const sales = [order('A'), { ...order('A'), number: 'A-0666' }, order('A')].map((args) =>
      a.make('order.place', args),
    )
    const [ours, theirs] = await Promise.all([
      a.send(sales, 1),
      b.send([b.make('order.place', order('B'))], 1),
    ])
    expect(codes(ours.outcomes)).toEqual(['flagged', 'rule-failed', 'flagged'])
    expect(codes(theirs.outcomes)).toEqual(['flagged'])
    expect(level()).toBe(-3)
  })

  it('changes nothing when the database itself fails, and takes everything once it is back', async () => {
    store.database.pragma('query_only = ON')
    const a = tablet(tabletA)
    const sale = a.make('order.place', order('A'))
    await expect(a.send([sale], 1)).rejects.toThrow()
    store.database.pragma('query_only = OFF')
    expect(store.journal.last(tabletA)).toBeNull()
    expect(codes((await a.send([sale], 1)).outcomes)).toEqual(['flagged'])
  })

  it('takes goods back once when an order placed and cancelled offline arrives in one push', async () => {
    const a = tablet(tabletA)
    const sale = a.make('order.place', order('A', 3))
    const cancel = a.make('order.setStatus', { orderId: sale.id, status: 'cancelled', restock: true })
    await a.send([sale, cancel], 1)
    expect(level()).toBe(0)
    expect(store.rows.one('order', sale.id)?.status).toBe('cancelled')
  })
})
