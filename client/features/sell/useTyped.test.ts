import { describe, expect, it } from 'vitest'
import { unlessCard } from './typed.ts'
import { id, tablet, tea } from './testing.ts'

describe('what is typed in a sheet', () => {
  it('is there again after a reload, until the sheet is closed', () => {
    const { open } = tablet()
    const one = open()
    one.add(tea)
    const line = one.typed.typingIn('line')
    line.keep('1', { note: 'oat milk', size: '' })
    one.setQuantity(1, 2)

    const again = open().typed
    expect(again.now()).toMatchObject({ sheet: 'line', of: '1' })
    expect(again.typingIn('line').read('1')).toEqual({ note: 'oat milk', size: '' })
    expect([again.typingIn('line').read('2'), again.typingIn('discount').read('1')]).toEqual([null, null])
    again.typingIn('discount').forget()
    expect(open().typed.now()).not.toBeNull()
    again.typingIn('line').forget()
    expect(open().typed.now()).toBeNull()
  })

  it('does not come over another order', () => {
    const { open } = tablet()
    const one = open()
    one.add(tea)
    one.typed.typingIn('line').keep('1', { note: 'for Ada' })
    one.clear()
    one.add(tea)
    expect(open().typed.now()).toBeNull()
    expect(one.typed.typingIn('line').read('1')).toBeNull()
  })

  it('loses no basket where it cannot be read', () => {
    const { open, kept } = tablet()
    open().add(tea)
    const [name = '', text = ''] = [...kept].at(-1) ?? []
    kept.set(name, JSON.stringify({ ...JSON.parse(text), typed: { sheet: 'none', of: id(1) } }))
    const again = open()
    expect([again.total.value, again.typed.now()]).toEqual([210, null])
  })

  it('leaves out what may become a card’s number', () => {
    expect(['4242 4242 4', '24', 'Old jug'].map(unlessCard)).toEqual(['', '24', 'Old jug'])
  })
})
