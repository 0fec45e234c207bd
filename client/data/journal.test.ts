import { describe, expect, it } from 'vitest'
import { chainStart, effectiveAt, hashOf } from '#shared/envelope.ts'
import { levelId } from '#shared/tables.ts'
import { Database, keyOf } from './db.ts'
import { record, recordAll } from './journal.ts'
import type { Tap } from './tap.ts'
import { enrolled, id, ids, ModelServer, orderOf, outsideWith, rowsIn } from './testing.ts'

const [bun = '', roll = ''] = ids.products
const order: Tap = { name: 'order.place', args: orderOf([bun, 2], [roll, 1]) }

async function opened() {
  const outside = outsideWith()
  return { outside, db: await enrolled(outside, new ModelServer()) }
}

describe('a tap', () => {
  it('writes journal, rows, server’s versions and the journal’s end together', async () => {
    const { db, outside } = await opened()
    const placed = await record(db, outside, order)
    if (!placed.ok) throw new Error(placed.code)
    expect(placed.number).toBe('B-0001')
    expect(await db.order.get(placed.id)).toMatchObject({
      number: 'B-0001',
      total: 750,
      deviceId: ids.device,
    })
    expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -2 })
    const entry = await db.entries.get(1)
    expect(entry).toMatchObject({ id: placed.id, state: 'waiting', amount: 750, name: 'order.place' })
    expect(new Set((await db.base.toArray()).map((copy) => copy.key))).toEqual(new Set(entry?.touched))
    expect((await db.read('head')).head).toEqual({ seq: 1, hash: entry?.command.hash, counter: 1 })
  })

  it('keeps one chain without a gap when two tabs tap at once', async () => {
    const { db, outside } = await opened()
    const other = new Database('test', outside)
    const taps = Array.from({ length: 20 }, (_, index) => record(index % 2 ? other : db, outside, order))
    const numbers = (await Promise.all(taps)).map((placed) => placed.ok && placed.number)
    expect(new Set(numbers).size).toBe(20)
    let previous = chainStart
    for (const [index, entry] of (await db.entries.toArray()).entries()) {
      expect(entry.seq).toBe(index + 1)
      expect(entry.command.hash).toBe(hashOf(entry.command, previous))
      previous = entry.command.hash
    }
    expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -40 })
    other.close()
  })

  it('masks a card number that was typed anywhere, before anything is sealed', async () => {
    const { db, outside } = await opened()
    const [line] = orderOf([bun, 1]).lines
    const said = 'card 4242 4242 4242 4242'
    const payments = [{ kind: 'card' as const, amount: 250, reference: said }]
    const args = {
      ...orderOf([bun, 1]),
      ...{ lines: [{ ...line, note: said }], payments, note: said, customer: { name: said, note: said } },
    }
    const placed = await record(db, outside, { name: 'order.place', args })
    if (!placed.ok) throw new Error(placed.code)
    await record(db, outside, {
      name: 'order.refund',
      args: {
        ...{
          orderId: placed.id,
          number: placed.number,
          locationId: ids.location,
          currency: 'EUR',
          lines: [],
        },
        ...{ taxes: [], value: 0, payments: [{ kind: 'card', amount: 250, reference: said }], reason: said },
      },
    })
    const kept = JSON.stringify([await db.entries.toArray(), [...(await rowsIn(db)).values()]])
    expect(kept).toContain('card •••• •••• •••• 4242')
    expect(kept).not.toContain('4242 4242')
  })

  it('throws at malformed arguments and writes nothing', async () => {
    const { db, outside } = await opened()
    const before = await rowsIn(db)
    await expect(
      record(db, outside, { name: 'order.place', args: { ...orderOf([bun, 2]), total: -1 } }),
    ).rejects.toThrow(TypeError)
    await expect(record(db, outside, { ...order, at: 1.5 })).rejects.toThrow(TypeError)
    expect(await rowsIn(db)).toEqual(before)
    expect((await db.read('head')).head).toMatchObject({ seq: 0, counter: 0 })
  })

  it('says no without writing where the rule or the role says no', async () => {
    const { db, outside } = await opened()
    const rename: Tap = { name: 'product.save', args: { id: id(51), isNew: false, fields: { name: 'Tea' } } }
    expect(await record(db, outside, rename)).toEqual({ ok: false, code: 'unknown' })
    const { person } = await db.read('person')
    if (!person) throw new Error('nobody')
    await db.keep({ person: { ...person, role: 'employee' } })
    expect(
      await record(db, outside, { ...rename, args: { id: bun, isNew: false, fields: { name: 'Tea' } } }),
    ).toEqual({ ok: false, code: 'not-permitted' })
    await db.forget('person')
    expect(await record(db, outside, order)).toEqual({ ok: false, code: 'nobody-here' })
    expect(await db.entries.count()).toBe(0)
  })

  it('writes nothing at all when the last write fails', async () => {
    const { db, outside } = await opened()
    const before = await rowsIn(db)
    db.entries.hook('creating', () => {
      throw new Error('disk full')
    })
    await expect(record(db, outside, order)).rejects.toThrow('disk full')
    expect(await rowsIn(db)).toEqual(before)
    expect(await db.base.count()).toBe(0)
    expect((await db.read('head')).head).toMatchObject({ seq: 0, counter: 0 })
  })

  it('corrects its own clock by the measured offset, and leaves a given instant as it is', async () => {
    const { db, outside } = await opened()
    await db.keep({ clock: { offset: -5_000, uncertainty: 40 } })
    const now = { ...outside, now: () => 1_760_000_005_000 }
    await record(db, now, order)
    await record(db, now, { ...order, at: 1_750_000_000_000 })
    const [own, given] = await db.entries.toArray()
    expect(own && effectiveAt(own.command)).toBe(1_760_000_000_000)
    expect(own?.command.uncertainty).toBe(40)
    expect(given && effectiveAt(given.command)).toBe(1_750_000_000_000)
  })

  it('places an order once, however often it is asked to with the same id', async () => {
    const { db, outside } = await opened()
    const id = outside.newId()
    const [first, ghost] = await Promise.all([
      record(db, outside, { ...order, id }),
      record(db, outside, { ...order, id }),
    ])
    const later = await record(db, outside, { ...order, id })
    expect(first).toMatchObject({ ok: true, id, number: 'B-0001', isHeld: false, order: { id, total: 750 } })
    expect([ghost, later]).toEqual([
      { ...first, isHeld: true },
      { ...first, isHeld: true },
    ])
    expect(await db.entries.count()).toBe(1)
    await db.entries.clear()
    expect(await record(db, outside, { ...order, id })).toEqual(later)
    expect(await db.entries.count()).toBe(0)
  })

  it('records several things or none of them, and each once', async () => {
    const { db, outside } = await opened()
    const placed = await record(db, outside, order)
    if (!placed.ok) throw new Error(placed.code)
    const back = {
      ...{ orderId: placed.id, number: placed.number, locationId: ids.location, currency: 'EUR', lines: [] },
      ...{ taxes: [], value: 0, payments: [{ kind: 'cash', amount: 750 }] },
    }
    const taps: Tap[] = [
      { name: 'order.setStatus', args: { orderId: placed.id, status: 'cancelled' }, id: outside.newId() },
      { name: 'order.refund', args: back, id: outside.newId() },
    ]
    const { person } = await db.read('person')
    if (!person) throw new Error('nobody')
    await db.keep({ person: { ...person, role: 'employee' } })
    const before = await rowsIn(db)
    expect(await recordAll(db, outside, taps)).toEqual({ ok: false, code: 'not-permitted' })
    expect(await rowsIn(db)).toEqual(before)
    expect((await db.read('head')).head?.seq).toBe(1)

    await db.keep({ person })
    expect(await recordAll(db, outside, taps)).toMatchObject({ ok: true })
    expect(await recordAll(db, outside, taps)).toMatchObject({ ok: true })
    expect(await db.order.get(placed.id)).toMatchObject({ status: 'cancelled', paidBack: 750 })
    expect(await db.entries.count()).toBe(3)
  })

  it('sells on a device whose clock is decades off and whose zone nobody knows', async () => {
    const { db, outside } = await opened()
    await db.keep({ clock: { offset: 1_760_000_000_000, uncertainty: 40 } })
    const lost = { ...outside, now: () => 5_000, zone: () => 'Etc/Unknown' }
    expect(await record(db, lost, order)).toMatchObject({ ok: true })
    const entry = await db.entries.get(1)
    expect(entry && effectiveAt(entry.command)).toBe(1_760_000_005_000)
    expect(entry?.command.zone).toBe('UTC')
  })

  it('counts a shelf of 500 products in one tap', { timeout: 60_000 }, async () => {
    const { db, outside } = await opened()
    const lines = Array.from({ length: 500 }, (_, index) => ({
      productId: id(1_000 + index),
      quantity: index,
      expected: 0,
    }))
    expect(
      await record(db, outside, { name: 'stock.count', args: { locationId: ids.location, lines } }),
    ).toMatchObject({ ok: true })
    expect(await db.level.get(levelId(id(1_499), ids.location))).toMatchObject({ quantity: 499 })
    expect(await db.base.get(keyOf('level', levelId(id(1_499), ids.location)))).toMatchObject({ row: null })
  })

  it('takes a moment, whatever was recorded before', { timeout: 60_000 }, async () => {
    const { db, outside } = await opened()
    const start = performance.now()
    for (let round = 0; round < 300; round++) await record(db, outside, order)
    process.stdout.write(`300 orders of 2 lines: ${((performance.now() - start) / 300).toFixed(2)} ms each\n`)
    expect(await db.entries.count()).toBe(300)
  })
})
