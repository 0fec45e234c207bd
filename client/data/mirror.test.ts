import { effectScope, watch } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { levelId } from '#shared/tables.ts'
import { Database } from './db.ts'
import { useMirror } from './mirror.ts'
import { record } from './journal.ts'
import { enrolled, ids, ModelServer, orderOf, outsideWith } from './testing.ts'

const [bun = '', roll = ''] = ids.products

async function opened() {
  const outside = outsideWith()
  const db = await enrolled(outside, new ModelServer())
  const other = new Database('test', outside)
  const scope = effectScope(true)
  const all = vi.fn(() => db.level.where('locationId').equals(ids.location).toArray())
  const levels = scope.run(() =>
    useMirror(db, 'level', { all, belongs: (level) => level.locationId === ids.location }),
  )
  if (!levels) throw new Error('no scope')
  const left = (productId: string) =>
    levels.value?.byId.get(levelId(productId, ids.location))?.quantity ?? null
  return { db, other, outside, all, levels, left, close: () => scope.stop() }
}

describe('a table in memory', () => {
  it('has what was written in any tab, and reads only that', async () => {
    const { db, other, outside, all, left } = await opened()
    await expect.poll(() => all.mock.results.length).toBe(1)
    await record(db, outside, { name: 'order.place', args: orderOf([bun, 2]) })
    await expect.poll(() => left(bun)).toBe(-2)
    await record(other, outside, { name: 'order.place', args: orderOf([bun, 1], [roll, 3]) })
    await expect.poll(() => [left(bun), left(roll)]).toEqual([-3, -3])
    expect(all).toHaveBeenCalledTimes(1)
  })

  it('tells of every change, though the map stays the same', async () => {
    const { db, levels, left } = await opened()
    const seen = vi.fn()
    watch(levels, seen, { flush: 'sync' })
    const level = { id: levelId(bun, ids.location), productId: bun, locationId: ids.location, quantity: 7 }
    await db.level.put(level)
    await expect.poll(() => left(bun)).toBe(7)
    const before = seen.mock.calls.length
    await db.level.put({ ...level, quantity: 8 })
    await expect.poll(() => left(bun)).toBe(8)
    expect(seen.mock.calls.length).toBeGreaterThan(before)
    expect(levels.value?.changed).toEqual([level.id])
  })

  it('lets go of what is deleted or moves elsewhere, and reads all of it again after all was replaced', async () => {
    const { db, levels, left, all } = await opened()
    const level = { productId: bun, locationId: ids.location, quantity: 7 }
    await db.level.put({ ...level, id: 'a@b' })
    await expect.poll(() => levels.value?.byId.has('a@b')).toBe(true)
    await db.level.put({ ...level, id: 'a@b', locationId: ids.store })
    await expect.poll(() => levels.value?.byId.has('a@b')).toBe(false)
    await db.transaction('rw', db.level, async () => {
      await db.level.clear()
      await db.level.put({ ...level, id: levelId(bun, ids.location) })
    })
    await expect.poll(() => left(bun)).toBe(7)
    expect(all.mock.calls.length).toBeGreaterThan(1)
    expect(levels.value?.byId.size).toBe(1)
  })

  it('hears nothing more once it is let go of', async () => {
    const { db, left, close } = await opened()
    close()
    await db.level.put({
      id: levelId(bun, ids.location),
      productId: bun,
      locationId: ids.location,
      quantity: 7,
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(left(bun)).toBeNull()
  })
})
