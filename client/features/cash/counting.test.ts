import { describe, expect, it } from 'vitest'
import { countOf, type Way } from './counting.ts'

const read = (fields: Record<string, string>, way: Way = 'coins', currency = 'GBP') =>
  countOf(way, currency, (field) => fields[field] ?? '')

describe('counting a drawer', () => {
  it('adds up notes, coins and what was typed as a sum', () => {
    expect(read({ 'coin.2000': '3', 'coin.50': ' 7 ', 'coin.100': '0', rest: '12.40' })).toEqual({
      ok: true,
      counted: 6_000 + 350 + 1_240,
      coins: [
        { value: 2_000, size: 3 },
        { value: 50, size: 7 },
      ],
    })
  })

  it('takes a drawer for empty only where somebody says so', () => {
    expect(read({})).toMatchObject({ ok: false, isBlank: true })
    expect(read({ 'coin.50': '0' })).toMatchObject({ ok: true, counted: 0 })
    expect(read({ total: '' }, 'total')).toMatchObject({ ok: false, isBlank: true })
    expect(read({ total: '0' }, 'total')).toEqual({ ok: true, counted: 0, coins: [] })
  })

  it('says what it cannot read, and counts nothing until that is right', () => {
    expect(read({ 'coin.50': 'two' })).toMatchObject({ ok: false, isBlank: false })
    expect(read({ 'coin.50': '-1' })).toMatchObject({ ok: false, isBlank: false })
    expect(read({ rest: '1.234' })).toMatchObject({ ok: false, isBlank: false })
    expect(read({ total: 'lots' }, 'total')).toMatchObject({ ok: false, isBlank: false })
  })

  it('reads a total in the digits of its currency', () => {
    expect(read({ total: '12.345' }, 'total', 'KWD')).toMatchObject({ counted: 12_345 })
    expect(read({ total: '12.5' }, 'total', 'JPY')).toMatchObject({ ok: false })
    expect(read({ 'coin.10000': '2', 'coin.1': '3' }, 'coins', 'JPY')).toMatchObject({ counted: 20_003 })
  })
})
