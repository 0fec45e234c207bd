import { expect, test } from 'vitest'
import { beside, daysOf, daysText, everyDay, everyMonth, ownDays } from './period.ts'

// A Wednesday.
const today = '2027-03-03'

test.each([
  ['today', '2027-03-03', '2027-03-03'],
  ['yesterday', '2027-03-02', '2027-03-02'],
  ['this-week', '2027-03-01', '2027-03-03'],
  ['last-week', '2027-02-22', '2027-02-28'],
  ['this-month', '2027-03-01', '2027-03-03'],
  ['last-month', '2027-02-01', '2027-02-28'],
  ['last-30-days', '2027-02-02', '2027-03-03'],
] as const)('It takes %s on a Wednesday for %s to %s', (period, from, to) => {
  expect(daysOf(period, today)).toEqual({ from, to })
})

test('It counts a Sunday to the week that is ending', () => {
  expect(daysOf('this-week', '2027-03-07')).toEqual({ from: '2027-03-01', to: '2027-03-07' })
})

test('It turns days round that are typed the wrong way, and takes what is no day for today', () => {
  expect(ownDays('2027-02-10', '2027-02-01', today)).toEqual({ from: '2027-02-01', to: '2027-02-10' })
  expect(ownDays('2027-02-31', '', today)).toEqual({ from: today, to: today })
})

test('It names every day, also where one has 23 hours', () => {
  expect(everyDay({ from: '2026-03-28', to: '2026-03-30' })).toEqual([
    '2026-03-28',
    '2026-03-29',
    '2026-03-30',
  ])
})

test('It names every month across a new year', () => {
  expect(everyMonth({ from: '2026-11-30', to: '2027-02-01' })).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
  ])
})

test('It says a range as people do', () => {
  expect(daysText({ from: today, to: today })).toBe('3 Mar 2027')
  expect(daysText({ from: '2027-03-01', to: today }).replaceAll(/\s/g, '')).toBe('1–3Mar2027')
})

test.each([
  ['this-month', '2027-03-01', '2027-03-03', -1, '2027-02-01', '2027-02-28'],
  ['own', '2027-02-01', '2027-02-28', -1, '2027-01-01', '2027-01-31'],
  ['own', '2027-01-01', '2027-01-31', 1, '2027-02-01', '2027-02-28'],
  ['this-week', '2027-03-01', '2027-03-03', -1, '2027-02-22', '2027-02-28'],
  ['yesterday', '2027-03-02', '2027-03-02', -1, '2027-03-01', '2027-03-01'],
  ['last-30-days', '2027-02-02', '2027-03-03', -1, '2027-01-03', '2027-02-01'],
] as const)('It turns from %s, %s to %s, by %i to %s to %s', (period, from, to, way, first, last) => {
  expect(beside(period, { from, to }, way)).toEqual({ from: first, to: last })
})
