import { describe, expect, it } from 'vitest'
import { firstDue, isLate, waitText } from './promise.ts'
import { order } from './testing.ts'

const zone = 'Europe/London'
const now = Date.UTC(2026, 10, 26, 12, 0)
const minutes = (size: number) => now + size * 60_000
const asked = (promisedAt: number, status: 'processing' | 'ready' = 'processing') =>
  order({ promisedAt, placedAt: minutes(-90), status })

describe('a promised time', () => {
  it.each([
    [minutes(-12), '12 min late'],
    [now - 5_000, 'due now'],
    [minutes(12), 'in 12 min'],
    [minutes(125), 'at 14:05'],
    [minutes(24 * 60), 'Tomorrow at 12:00'],
  ])('is said as one would at the stall (%i)', (promisedAt, words) => {
    expect(waitText(asked(promisedAt), now, zone)).toBe(words)
  })

  it('is late only while the order is being made', () => {
    expect(isLate(asked(minutes(-1)), now)).toBe(true)
    expect(isLate(asked(minutes(-1), 'ready'), now)).toBe(false)
    expect(waitText(asked(minutes(-12), 'ready'), now, zone)).toBe('at 11:48')
    expect(isLate(order({ status: 'processing', placedAt: 0 }), now)).toBe(false)
  })

  it('puts what is wanted first at the front, and what nobody waits for yet behind what was just placed', () => {
    const [late, soon, placed] = [asked(minutes(-12)), asked(minutes(30)), order({ placedAt: now })]
    expect([soon, placed, late].sort(firstDue)).toEqual([late, placed, soon])
  })
})
