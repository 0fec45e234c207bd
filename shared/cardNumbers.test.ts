import { describe, expect, it } from 'vitest'
import { maskCardNumbers } from './cardNumbers.ts'

describe('card numbers', () => {
  it.each([
    ['4242424242424242', '••••••••••••4242'],
    ['4242 4242 4242 4242', '•••• •••• •••• 4242'],
    ['4242-4242-4242-4242', '••••-••••-••••-4242'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['4222222222222', '•••••••••2222'],
    ['6304000000000000000', '•••••••••••••••0000'],
  ])('It hides %s but for its last four digits', (text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked)
  })

  it('hides a number among words, and the one after it', () => {
    const text = 'for Ada, 5555555555554444 or 4111 1111 1111 1111, call at 6'
    expect(maskCardNumbers(text)).toBe('for Ada, ••••••••••••4444 or •••• •••• •••• 1111, call at 6')
  })

  it('hides a number with its expiry and code beside it', () => {
    expect(maskCardNumbers('4242 4242 4242 4242 12/27 123')).toBe('•••• •••• •••• 4242 12/27 123')
    expect(maskCardNumbers('42424242424242421227')).not.toContain('424242424242')
  })

  it.each(['4242424242424241', '07700 900123', 'A-0142', '12.40', '0000000000000', '5012345678901 ok', ''])(
    'leaves %j alone',
    (text) => {
      expect(maskCardNumbers(text)).toBe(text)
    },
  )

  it('keeps the length of the text and is at rest the second time', () => {
    const text = 'terminal 4000 0566 5566 5556 slip 9'
    const masked = maskCardNumbers(text)
    expect(masked).toHaveLength(text.length)
    expect(maskCardNumbers(masked)).toBe(masked)
  })
})
