import { expect, it } from 'vitest'
import { parseMoney } from '#shared/money.ts'
import {
  amountLike,
  currencySign,
  moneyText,
  padCorner,
  parsePercent,
  parseWhole,
  percentText,
} from './numbers.ts'

it('writes money as parseMoney reads it', () => {
  for (const currency of ['GBP', 'JPY', 'KWD'])
    for (const minor of [0, 1, 99, 100, 1_440, 100_000_000])
      expect(parseMoney(moneyText(minor, currency), currency)).toBe(minor)
})

it('says how an amount is typed, and types whole units by one key, with the digits of each currency', () => {
  const ways = ['GBP', 'JPY', 'KWD'].map((currency) => [amountLike(currency), padCorner(currency)])
  expect(ways).toEqual([
    ['12.50', '00'],
    ['1250', '00'],
    ['12.500', '000'],
  ])
})

it('reads percent as basis points and writes them back', () => {
  for (const basisPoints of [0, 1, 550, 2_000, 10_000, 1_255])
    expect(parsePercent(percentText(basisPoints))).toBe(basisPoints)
  expect(parsePercent('5,25')).toBe(525)
  for (const text of ['', '-1', '100.01', '5.255', 'x', '20 %']) expect(parsePercent(text)).toBeNull()
})

it('reads whole numbers, with a sign only where one is asked for', () => {
  expect(parseWhole(' 12 ')).toBe(12)
  expect(parseWhole('-0', true)).toBe(0)
  expect(parseWhole('+3', true)).toBe(3)
  for (const text of ['', '-1', '+1', '1.0', '12345678']) expect(parseWhole(text)).toBeNull()
})

it('knows the sign of a currency', () => {
  expect(currencySign('GBP')).toBe('£')
})
