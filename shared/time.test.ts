import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOf, dayOf, instantOf, shortSpan } from './time.ts'

describe('time', () => {
  it('puts an instant on the day that clocks in its zone show', () => {
    const at = Date.UTC(2026, 0, 1, 4, 30)
    expect(dayOf(at, 'Europe/London')).toBe('2026-01-01')
    expect(dayOf(at, 'America/New_York')).toBe('2025-12-31')
    expect(clockOf(at, 'Asia/Kolkata')).toBe('10:00')
  })

  it('finds the instant of a wall time on both sides of a change of clocks', () => {
    expect(instantOf('2017-03-25T12:00:00', 'Europe/London')).toBe(Date.UTC(2017, 2, 25, 12))
    expect(instantOf('2017-03-26T12:00:00', 'Europe/London')).toBe(Date.UTC(2017, 2, 26, 11))
  })

  it('takes the first of a wall time that happens twice, and goes past one that never happens', () => {
    expect(instantOf('2016-10-30T01:30:00', 'Europe/London')).toBe(Date.UTC(2016, 9, 30, 0, 30))
    expect(instantOf('2017-03-26T01:30:00', 'Europe/London')).toBe(Date.UTC(2017, 2, 26, 1, 30))
  })

  it('comes back to the same wall time wherever that exists', () => {
    const zones = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    )
    const hours = fc.integer({ min: 0, max: 24 * 365 * 10 })
    fc.assert(
      fc.property(zones, hours, (zone, hour) => {
        const at = Date.UTC(2020, 0, 1) + hour * 3_600_000
        const wall = `${dayOf(at, zone)}T${clockOf(at, zone)}:00`
        expect(clockOf(instantOf(wall, zone), zone)).toBe(clockOf(at, zone))
        expect(dayOf(instantOf(wall, zone), zone)).toBe(dayOf(at, zone))
      }),
    )
  })

  it('refuses what is not a wall time', () => {
    expect(() => instantOf('yesterday', 'UTC')).toThrow(TypeError)
  })

  it('says how long ago in few words', () => {
    expect([10_000, 720_000, 7_200_000, 259_200_000].map(shortSpan)).toEqual([
      'just now',
      '12 min',
      '2 h',
      '3 d',
    ])
  })
})
