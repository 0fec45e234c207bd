import { expect, it } from 'vitest'
import { enrolled, ModelServer, outsideWith } from './testing.ts'

it('It stays in its transaction through any number of awaits, and nothing of it is kept when it fails', async () => {
  const db = await enrolled(outsideWith(), new ModelServer())
  const before = await db.read('turn', 'sent', 'shift')
  const failing = db.write([db.meta, db.entries], async (inside) => {
    await inside.keep({ turn: 7 })
    for (let tick = 0; tick < 1_000; tick += 1) await Promise.resolve()
    await inside.keep({ sent: 9 })
    await inside.write(inside.meta, (same) => same.keep({ shift: 3 }))
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await db.read('turn', 'sent', 'shift')).toEqual(before)
  await db.write(db.meta, async (inside) => {
    for (let tick = 0; tick < 1_000; tick += 1) await Promise.resolve()
    await inside.keep({ sent: 9 })
  })
  expect((await db.read('sent')).sent).toBe(9)
})
