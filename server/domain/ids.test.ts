import { expect, test } from 'vitest'
import { Id } from '#shared/schema.ts'
import * as v from 'valibot'
import { idAt } from './ids.ts'

test('It makes a version 7 UUID whose first 48 bits are the instant', () => {
  const id = idAt(0x0190_1234_5678, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01901234-5678-7fff-bfff-ffffffffffff')
  expect(v.is(Id, id)).toBe(true)
})

test('It sorts by time', () => {
  const high = new Uint8Array(10).fill(0xff)
  expect(idAt(1_700_000_000_000, high) < idAt(1_700_000_000_001, new Uint8Array(10))).toBe(true)
})
