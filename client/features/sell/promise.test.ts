import { describe, expect, it } from 'vitest'
import { clockOf } from '#shared/time.ts'
import { offersAt, promiseText } from './promise.ts'

const zone = 'Europe/London'

describe('promising a time', () => {
  it('offers soon in steps of five minutes, and half hours until midnight', () => {
    const now = Date.UTC(2026, 10, 26, 14, 3)
    const { soon, times, days } = offersAt(now, zone)
    expect(soon.map(({ note }) => note)).toEqual(['14:20', '14:35', '15:05'])
    expect([times[0]?.label, times.at(-1)?.label, times.length]).toEqual(['14:30', '23:30', 19])
    expect(days.slice(0, 3)).toEqual([
      { on: '2026-11-26', label: 'Today' },
      { on: '2026-11-27', label: 'Tomorrow' },
      { on: '2026-11-28', label: 'Sat 28 Nov' },
    ])
  })

  it('offers only half hours that the clocks show, when they leap', () => {
    const eve = Date.UTC(2026, 2, 28, 12)
    const forward = offersAt(eve, zone, '2026-03-29').times
    expect(forward.map(({ label }) => label)).not.toContain('01:00')
    expect(forward).toHaveLength(46)
    expect(forward.every(({ at, label }) => clockOf(at, zone) === label)).toBe(true)
    expect(offersAt(eve, zone, '2026-10-25').times).toHaveLength(48)
  })

  it('keeps to the business’s clocks over the night they go back', () => {
    const late = Date.UTC(2026, 9, 25, 0, 50)
    expect(offersAt(late, zone).soon.map(({ note }) => note)).toEqual(['01:05', '01:20', '01:50'])
    expect(offersAt(late, zone).times[0]).toEqual({ at: Date.UTC(2026, 9, 25, 2), label: '02:00' })
  })

  it('says a time of another day with its day', () => {
    const now = Date.UTC(2026, 10, 26, 14)
    expect(promiseText(Date.UTC(2026, 10, 26, 15, 30), now, zone)).toBe('15:30')
    expect(promiseText(Date.UTC(2026, 10, 27, 9), now, zone)).toBe('tomorrow 09:00')
    expect(promiseText(Date.UTC(2026, 10, 28, 9), now, zone)).toBe('Sat 28 Nov 09:00')
  })
})
