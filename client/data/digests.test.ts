import { describe, expect, it } from 'vitest'
import type { Order } from '#shared/rows.ts'
import { Database } from './db.ts'
import { keepDigests } from './digests.ts'
import { record } from './journal.ts'
import type { Tap } from './tap.ts'
import { enrolled, ids, ModelServer, orderOf, outsideWith } from './testing.ts'

const [bun = ''] = ids.products
const order: Tap = { name: 'order.place', args: orderOf([bun, 1]) }

async function opened(size: number) {
  const outside = outsideWith()
  const db = await enrolled(outside, new ModelServer())
  const placed = await record(db, outside, order)
  if (!placed.ok || !placed.order) throw new Error('no order')
  const { order: first } = placed
  const copies = Array.from({ length: size }, (_, at) => ({
    ...first,
    id: `a-${String(at).padStart(5, '0')}`,
  }))
  await db.order.bulkPut(copies)
  const held = new Map<string, string>()
  const parts: number[] = []
  let isDone = false
  const stop = keepDigests(db, 'order', {
    put(orders: readonly Order[]) {
      parts.push(orders.length)
      for (const { id, status } of orders) held.set(id, status)
    },
    remove: (gone) => gone.forEach((id) => held.delete(id)),
    clear() {
      held.clear()
      isDone = false
    },
    done: () => (isDone = true),
  })
  return { outside, db, first, held, parts, stop, isDone: () => isDone }
}

describe('what is kept of a large table', () => {
  it('comes in parts, the youngest first, and is all there in the end', async () => {
    const { held, parts, isDone } = await opened(900)
    await expect.poll(isDone).toBe(true)
    expect(held.size).toBe(901)
    expect(parts).toEqual([200, 200, 200, 200, 101])
    expect([...held.keys()][0]).toBe('a-00899')
  })

  it('goes with what is written in any tab, also while it is being read', async () => {
    const { outside, db, first, held, isDone } = await opened(900)
    const other = new Database('test', outside)
    await record(other, outside, { name: 'order.setStatus', args: { orderId: first.id, status: 'ready' } })
    await db.order.delete('a-00000')
    await expect.poll(isDone).toBe(true)
    await expect.poll(() => [held.get(first.id), held.size]).toEqual(['ready', 900])
    await db.order.delete('a-00001')
    const placed = await record(db, outside, order)
    await expect.poll(() => held.has('a-00001')).toBe(false)
    await expect.poll(() => placed.ok && held.get(placed.id)).toBe('processing')
    other.close()
  })

  it('begins anew where all was replaced, and hears nothing once it was stopped', async () => {
    const { db, first, held, parts, stop, isDone } = await opened(3)
    await expect.poll(isDone).toBe(true)
    await db.transaction('rw', db.order, async () => {
      await db.order.clear()
      await db.order.put(first)
    })
    await expect.poll(() => [...held.keys()]).toEqual([first.id])
    const before = parts.length
    stop()
    await db.order.put({ ...first, status: 'ready' })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(parts).toHaveLength(before)
  })
})
