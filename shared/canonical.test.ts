import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'
import { chainStart, hashOf } from './envelope.ts'

describe('canonical JSON', () => {
  it('does not depend on the order in which keys were set', () => {
    expect(canonical({ b: 1, a: [{ d: null, c: 'é' }] })).toBe(canonical({ a: [{ c: 'é', d: null }], b: 1 }))
  })

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses numbers that JSON cannot carry', () => {
    expect(() => canonical({ a: Number.NaN })).toThrow(TypeError)
  })
})

describe('the chain of hashes', () => {
  const command = {
    id: '019a0000-0000-7000-8000-000000000001',
    device: '019a0000-0000-7000-8000-000000000002',
    seq: 1,
    name: 'order.place',
    v: 1,
    args: { total: 1440 },
    actor: '019a0000-0000-7000-8000-000000000003',
    grant: '019a0000-0000-7000-8000-000000000004',
    at: 1,
    offset: 0,
    uncertainty: 0,
    zone: 'Europe/London',
    base: 0,
  }

  it('changes with every field, and with what came before', () => {
    const hash = hashOf(command, chainStart)
    const changed = [
      hashOf({ ...command, args: { total: 1441 } }, chainStart),
      hashOf({ ...command, actor: command.device }, chainStart),
      hashOf({ ...command, at: 2 }, chainStart),
      hashOf(command, hash),
    ]
    expect(new Set([hash, ...changed]).size).toBe(5)
  })
})
