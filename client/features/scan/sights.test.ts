import { expect, it } from 'vitest'
import { openSights } from './sights.ts'

it('counts a code that is held still once, and again after it was away', () => {
  const seen = openSights()
  const times = [0, 100, 900, 2_300, 3_700, 5_300]
  expect(times.map((at) => seen(['4006381333931'], at).length)).toEqual([1, 0, 0, 0, 0, 1])
})

it('counts another code beside it, and each of them once', () => {
  const seen = openSights()
  expect(seen(['1', '1'], 0)).toEqual(['1'])
  expect(seen(['1', '2'], 100)).toEqual(['2'])
  expect(seen([], 1_600)).toEqual([])
  expect(seen(['2', '1'], 1_700)).toEqual(['2', '1'])
})
