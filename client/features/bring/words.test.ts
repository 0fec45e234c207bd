import { describe, expect, test } from 'vitest'
import type { ForecastAnswer, ForecastRow } from '#shared/forecast/answer.ts'
import { bringLines } from '#shared/forecast/sheet.ts'
import { errorText, whyText } from '#shared/forecast/words.ts'
import { sheetOf } from '#shared/sheet.ts'
import { bringTable } from './papers.ts'
import { basisText, lackingOf, likelyText, stockText } from './words.ts'

const bread: ForecastRow = {
  ...{ productId: 'x', label: 'Sourdough', category: 'Bread', isEnough: true },
  ...{ low: 12, expected: 16, high: 21, bring: 21, there: 3, stored: 10, load: 18, error: 0.221 },
  reason: {
    weekday: 5,
    lately: [18, 15, 24],
    soldOut: 2,
    soldOn: [8, 8],
    strength: 1.42,
    trend: 1,
    season: 1,
  },
}
const blank: ForecastAnswer = {
  ...{ date: '2026-11-28', location: 'x', service: '90', days: 0, until: null, dayId: null },
  ...{ storeIds: [], error: null, missing: [], rows: [] },
}
const tea: ForecastRow = { ...bread, label: 'Tea', there: null, stored: null, load: 0, error: null }
const fresh: ForecastRow = { ...bread, label: '=Scone', isEnough: false, bring: 0, load: 0, error: null }

describe('Its words', () => {
  test('It says what is likely, why, and how good that has been', () => {
    expect(likelyText(bread)).toBe('16, from 12 to 21')
    expect(likelyText({ ...bread, low: 4, expected: 4, high: 4 })).toBe('4')
    expect(whyText(bread)).toBe(
      'Saturdays lately 15–24 · sold out twice, so more · Saturdays sell 1.4 times an average day',
    )
    expect([errorText(0.221), errorText(null)]).toEqual(['22 %', '–'])
  })

  test('It says that it does not know', () => {
    expect(likelyText(fresh)).toBe('–')
    expect(whyText(fresh)).toBe('Not enough data: it was here on fewer than four market days')
  })

  test('It says what the figures rest on', () => {
    const answer = { ...blank, days: 15, until: '2026-11-21', error: 0.36 }
    expect(basisText(answer)).toBe(
      'Rests on 15 market days there, the last on Saturday 21 November 2026. Of a hundred units sold lately, such figures were off by 36.',
    )
    expect(basisText({ ...answer, until: null })).toBe('')
  })

  test('It knows what the store has not got', () => {
    expect([lackingOf(bread), lackingOf({ ...bread, stored: -4 }), lackingOf(tea)]).toEqual([8, 18, 0])
  })
})

test('It says what need not be loaded, as far as there is a count', () => {
  expect([stockText(bread), stockText({ ...bread, there: -2, stored: null }), stockText(tea)]).toEqual([
    '3 there · 10 in store',
    '−2 there',
    '',
  ])
})

test('It prints what is to be brought, with room to tick, and leaves out what nobody knows', () => {
  expect(bringTable('Shore', [bread, tea, fresh]).rows).toEqual([
    ['Sourdough', '21', '3', '18', '', ''],
    ['Tea', '21', '–', '–', '', ''],
  ])
})

test('It writes a file that no spreadsheet is attacked by', () => {
  const lines = sheetOf(bringLines([bread, fresh])).split('\r\n')
  expect(lines[1]).toBe(
    '"Sourdough","Bread",21,16,12,21,3,10,18,"22 %","Saturdays lately 15–24 · sold out twice, so more · Saturdays sell 1.4 times an average day"',
  )
  expect(lines[2]).toMatch(/^"'=Scone","Bread",,,,,3/)
})
