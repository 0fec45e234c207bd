import { describe, expect, it } from 'vitest'
import { halfTypedFor, isHalfTyped, keepHalfTyped } from './halfTyped.ts'

const nothing = { email: '', phone: '' }

describe('a half-typed address', () => {
  it('is still in the tab after a reload, for its own basket only', () => {
    const tab = { name: '' }
    keepHalfTyped({ basketId: 'one', email: 'morag@', phone: '' }, tab)
    expect(halfTypedFor('one', { name: tab.name })).toEqual({ email: 'morag@', phone: '' })
    expect(halfTypedFor('other', tab)).toEqual(nothing)
    expect([isHalfTyped('one', tab), isHalfTyped('other', tab)]).toEqual([true, false])
  })

  it('leaves nothing behind once it is sealed', () => {
    const tab = { name: '' }
    keepHalfTyped({ basketId: 'one', email: 'morag@', phone: '' }, tab)
    keepHalfTyped({ basketId: 'one', ...nothing }, tab)
    expect(tab.name).toBe('')
  })

  it('is none where the tab got its name elsewhere', () => {
    for (const name of ['', 'till', '{"email":1}', '[]'])
      expect(halfTypedFor('one', { name })).toEqual(nothing)
  })
})
