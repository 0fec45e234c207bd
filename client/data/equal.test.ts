import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { isEqual } from './equal.ts'

const values = [fc.constantFrom('', 'x'), fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.constant(null)]
const plain = fc.object({ key: fc.constantFrom('a', 'b', 'c'), maxKeys: 3, values })

test('It tells what differs from what is the same', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      expect(isEqual(a, b)).toBe(isDeepStrictEqual(structuredClone(a), structuredClone(b)))
    }),
    { numRuns: 2_000 },
  )
  fc.assert(fc.property(plain, (a) => isEqual(a, structuredClone(a))))
})

test('It takes a key that is undefined for none, on either side', () => {
  expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true)
  expect(isEqual({ a: 1 }, { b: undefined, a: 1 })).toBe(true)
  expect(isEqual({ a: undefined }, { b: 1 })).toBe(false)
})

test.each([
  [[], {}],
  [null, {}],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: 1 }, { b: 1 }],
  [[1, 2], [1]],
  ['1', 1],
])('It tells %j from %j', (a, b) => {
  expect(isEqual(a, b)).toBe(false)
})
