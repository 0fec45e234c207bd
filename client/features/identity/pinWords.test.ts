import { describe, expect, it } from 'vitest'
import { isEasy, refusalOf } from './pinWords.ts'

describe('a PIN', () => {
  it.each(['000000', '123456', '654321', '567890', '890123', '121212', '123123'])('is easy as %s', (pin) => {
    expect(isEasy(pin)).toBe(true)
  })

  it.each(['314159', '112233', '123457', '271828'])('is not easy as %s', (pin) => {
    expect(isEasy(pin)).toBe(false)
  })

  it('says how many tries are left', () => {
    const wrong = (left: number) => refusalOf({ ok: false, code: 'wrong-pin', left }, 'Erik')
    expect(wrong(9)).toBe('That is not Erik’s PIN. 9 tries are left.')
    expect(wrong(1)).toBe('That is not Erik’s PIN. One more wrong one locks it.')
  })
})
