import { describe, expect, it } from 'vitest'
import { commands } from './command.ts'
import { mayBecomeCardNumber, maskCardNumbers } from './cardNumbers.ts'

describe('card numbers', () => {
  it.each([
    ['4242424242424242', '••••••••••••4242'],
    ['4242 4242 4242 4242', '•••• •••• •••• 4242'],
    ['4242-4242-4242-4242', '••••-••••-••••-4242'],
    ['4242\n4242\r\n4242\n\n4242', '••••\n••••\r\n••••\n\n4242'],
    ['4242 | 4242     4242 * 4242', '•••• | ••••     •••• * 4242'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['4222222222222', '•••••••••2222'],
    ['6304000000000000000', '•••••••••••••••0000'],
    ['４２４２ ４２４２ ４２４２ ４２４２', '•••• •••• •••• ４２４２'],
    ['٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢', '••••••••••••٤٢٤٢'],
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

describe('a card’s number in the making', () => {
  it.each([
    ['4242 4242', false],
    ['slip 0042', false],
    ['4242 4242 4', true],
    ['4242424242424', true],
    ['４２４２４２４２４', true],
  ])('is told in %j: %s', (text, may) => expect(mayBecomeCardNumber(text)).toBe(may))
})

/** Fields that hold any text, as "order.place lines.note", but those that mask a card's number. */
function openTexts(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, entries, wrapped, item, value, options, pipe } = schema as Record<string, unknown>
  if (type === 'string') {
    const acts = Array.isArray(pipe) ? pipe.map((action: { type: string }) => action.type) : []
    return acts.includes('regex') || acts.includes('transform') ? [] : [path]
  }
  if (typeof entries === 'object' && entries !== null)
    return Object.entries(entries).flatMap(([name, inner]) => openTexts(inner, `${path} ${name}`))
  const parts = Array.isArray(options) ? options : [wrapped, item, value]
  return parts.flatMap((inner) => openTexts(inner, path))
}

it('It masks a card’s number in whatever is typed about an order, a till or a shelf', () => {
  const open = Object.values(commands).flatMap(({ name, args }) => openTexts(args, name))
  const goods = /^(product|location|marketDay|business)\.(save|import) /
  expect([...new Set(open.filter((path) => !goods.test(path)))]).toEqual([
    'order.place customer contact sealed',
    'order.mail contact sealed',
    'exception.resolve exceptionId',
  ])
})
