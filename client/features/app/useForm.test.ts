import { effectScope } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { enrolled, ModelServer, outsideWith } from '../../data/testing.ts'
import { keepTyped, typedAs } from '../../data/typed.ts'
import { type Form, useForm } from './useForm.ts'

/** A browser's storage. */
function shelf() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

async function opened() {
  const db = await enrolled(outsideWith(), new ModelServer())
  const storage = shelf()
  const open = (): Form => {
    const form = effectScope(true).run(() =>
      useForm(
        () => 'count',
        db,
        () => storage,
      ),
    )
    if (!form) throw new Error('a scope that was just made runs')
    return form
  }
  return { db, storage, open }
}

describe('a form', () => {
  it('has what was typed, and the id it will have, after a browser that forgot the last of it', async () => {
    const { db, storage, open } = await opened()
    const form = open()
    const id = form.idOf('deed')
    form.type('coin.50', '7')
    await vi.waitFor(async () => expect(await typedAs(db, 'count')).toMatchObject({ 'coin.50': '7' }))
    storage.kept.clear()

    const again = open()
    expect(again.idOf('deed')).not.toBe(id)
    await vi.waitFor(() => expect(again.read('coin.50')).toBe('7'))
    expect(again.idOf('deed')).toBe(id)
  })

  it('keeps what is being typed over an older copy', async () => {
    const { db, open } = await opened()
    await keepTyped(db, 'count', { 'coin.50': '1', turn: '1' })
    const form = open()
    form.type('coin.50', '2')
    form.type('coin.50', '3')
    await vi.waitFor(async () => expect(await typedAs(db, 'count')).toMatchObject({ 'coin.50': '3' }))
    expect(form.read('coin.50')).toBe('3')
  })

  it('leaves nothing behind once it is cleared', async () => {
    const { db, storage, open } = await opened()
    const form = open()
    form.type('note', 'windy')
    form.clear()
    await vi.waitFor(async () => expect(await db.meta.get('typed count')).toBeUndefined())
    expect([...storage.kept]).toEqual([])
    expect(open().read('note')).toBe('')
  })

  it('writes no card’s number down, and shows what is typed of one', async () => {
    const { db, storage, open } = await opened()
    const form = open()
    const id = form.idOf('deed')
    const note = form.field('note')
    const written = new Set<string>()
    for (let size = 1; size <= 24; size += 1) {
      note.value = 'card 4242 4242 4242 4241'.slice(0, size)
      expect(form.read('note')).toBe(note.value)
      written.add(JSON.stringify([...storage.kept]))
    }
    note.value = 'card 4242 4242 4242 4242'
    expect(note.value).toBe('card •••• •••• •••• 4242')
    await vi.waitFor(async () => expect(await typedAs(db, 'count')).toMatchObject({ note: note.value }))
    expect([...written].join()).not.toContain('4242 4242 4')
    expect([open().idOf('deed'), open().read('note')]).toEqual([id, note.value])
  })
})
