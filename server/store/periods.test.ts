import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayAfter } from '#shared/marketDay.ts'
import { lengthOf, monthOf, pieces, sides } from './periods.ts'

const day = fc
  .integer({ min: Date.UTC(2023, 10, 1) / 86_400_000, max: Date.UTC(2025, 2, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))
const all = daysOf('2023-10-01', '2025-04-30')

it('has every day of a span once, and no other, and reads no more days than half of two months', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      const read = pieces({ from, to })
      const times = (on: string) =>
        Number(read.afterMonth < monthOf(on) && monthOf(on) <= read.lastMonth) +
        read.headSign * isIn(on, read.headFrom, read.headTo) +
        read.tailSign * isIn(on, read.tailFrom, read.tailTo)
      expect(all.filter((on) => times(on) === 1)).toEqual(daysOf(from, to))
      expect(all.filter((on) => ![0, 1].includes(times(on)))).toEqual([])
      const [head, tail] = [
        lengthOf({ from: read.headFrom, to: read.headTo }),
        lengthOf({ from: read.tailFrom, to: read.tailTo }),
      ]
      expect(head + tail).toBeLessThanOrEqual(Math.min(31, lengthOf({ from, to })))
    }),
  )
})

it('has every day before and after a span once, and no other', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      const read = sides({ from, to })
      const past = (on: string) =>
        Number(monthOf(on) <= read.pastMonth) + read.pastSign * isIn(on, read.pastFrom, read.pastTo)
      const later = (on: string) =>
        Number(monthOf(on) > read.laterMonth) + read.laterSign * isIn(on, read.laterFrom, read.laterTo)
      expect(all.map(past)).toEqual(all.map((on) => Number(on < from)))
      expect(all.map(later)).toEqual(all.map((on) => Number(on > to)))
    }),
  )
})

it('knows the last of all days', () => {
  const { headFrom, headTo, tailFrom, tailTo, ...months } = pieces({ from: '9999-01-01', to: '9999-12-31' })
  expect(months).toMatchObject({ afterMonth: '9998-12', lastMonth: '9999-12' })
  expect([headFrom > headTo, tailFrom > tailTo]).toEqual([true, true])
})

function isIn(on: string, first: string, last: string): number {
  return Number(first <= on && on <= last)
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let on = from; on <= to; on = dayAfter(on)) days.push(on)
  return days
}
