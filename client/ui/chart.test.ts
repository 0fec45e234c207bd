import { expect, test } from 'vitest'
import { heightOf, indexAt, optionsOf, scaleOf } from './chart.ts'

test.each([
  [0, 18_890, { steps: 5, room: 0 }, { min: 0, max: 20_000, count: 4 }],
  [0, 3, { steps: 5, room: 0 }, { min: 0, max: 3, count: 3 }],
  [0, 0, { steps: 5, room: 0 }, { min: 0, max: 1, count: 1 }],
  [-250, 1_000, { steps: 5, room: 0 }, { min: -500, max: 1_000, count: 3 }],
  [0, 48_120, { steps: 4, room: 0.15 }, { min: 0, max: 60_000, count: 3 }],
  [0, 31_600, { steps: 4, room: 0.3 }, { min: 0, max: 60_000, count: 3 }],
])('It draws %i to %i on an axis of round steps', (least, most, how, scale) => {
  expect(scaleOf(least, most, how)).toEqual(scale)
})

const drawing = {
  kind: 'columns' as const,
  labels: Array.from({ length: 31 }, (_, day) => `${day + 1} Nov`),
  series: [{ name: 'Sales', values: Array.from({ length: 31 }, (_, day) => day) }],
  unit: '£',
  short: String,
}

test('It leaves out labels that would lie on one another, evenly', () => {
  const said = optionsOf({ ...drawing, width: 600 }).xaxis.categories.filter((label) => label !== '')
  expect(said).toEqual(['1 Nov', '5 Nov', '9 Nov', '13 Nov', '17 Nov', '21 Nov', '25 Nov', '29 Nov'])
  expect(optionsOf({ ...drawing, width: 3_000 }).xaxis.categories).toEqual(drawing.labels)
})

test('It draws no bar for nothing', () => {
  expect(optionsOf({ ...drawing, width: 600 }).series[0]?.data.slice(0, 2)).toEqual([null, 1])
})

test('It is as high as its bars are many', () => {
  const across = (rows: number) =>
    heightOf({ kind: 'across', labels: Array.from({ length: rows }, String), series: drawing.series })
  expect(across(10) - across(4)).toBe(6 * 44)
})

test('It knows which column a finger is on, also at the very edge', () => {
  expect([-0.1, 0, 0.49, 0.5, 1].map((at) => indexAt(4, at))).toEqual([0, 0, 1, 2, 3])
})
