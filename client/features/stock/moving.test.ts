import { describe, expect, it } from 'vitest'
import { flipped, levelAfter, type Move, readMove } from './moving.ts'

const [stall, van] = ['stall', 'van']
const move = (changes: Partial<Move>): Move => ({
  kind: 'received',
  from: stall,
  to: '',
  note: '',
  entries: { bread: '12' },
  ...changes,
})
const errorsOf = (changes: Partial<Move>) => {
  const reading = readMove(move(changes))
  return reading.ok ? {} : reading.errors
}

describe('a stock move', () => {
  it('becomes one command with the lines that were typed', () => {
    expect(
      readMove(move({ entries: { bread: '12', buns: ' ', tea: ' 3 ' }, note: ' from the bakery ' })),
    ).toEqual({
      ok: true,
      commands: [
        {
          locationId: stall,
          reason: 'received',
          note: 'from the bakery',
          lines: [
            { productId: 'bread', quantity: 12 },
            { productId: 'tea', quantity: 3 },
          ],
        },
      ],
    })
  })

  it('names both ends of a transfer, and of nothing else', () => {
    expect(readMove(move({ kind: 'transfer', to: van }))).toMatchObject({ commands: [{ toLocationId: van }] })
    expect(readMove(move({ kind: 'waste', to: van }))).not.toHaveProperty('commands.0.toLocationId')
    expect(errorsOf({ kind: 'transfer', to: '' })).toHaveProperty('to')
    expect(errorsOf({ kind: 'transfer', to: stall })).toHaveProperty('to')
  })

  it('takes a sign in a correction only', () => {
    expect(readMove(move({ kind: 'correction', entries: { bread: '−2', tea: '+3' } }))).toMatchObject({
      commands: [{ lines: [{ quantity: -2 }, { quantity: 3 }] }],
    })
    expect(errorsOf({ entries: { bread: '-2' } })).toHaveProperty('lines')
  })

  it('refuses what is no quantity with a sentence', () => {
    expect(errorsOf({ entries: {} }).lines).toMatch(/at least one/)
    for (const text of ['0', '1.5', 'x', '--1'])
      expect(errorsOf({ entries: { bread: text } }).lines).toMatch(/whole/)
    expect(errorsOf({ note: 'n'.repeat(201) })).toHaveProperty('note')
  })

  it('tells what will lie there afterwards', () => {
    expect(levelAfter('received', 2, '12')).toBe(14)
    expect(levelAfter('waste', 2, '3')).toBe(-1)
    expect(levelAfter('correction', 2, '-3')).toBe(-1)
    expect(levelAfter('sample', 2, '')).toBeNull()
  })

  it('turns a sign round and back', () => {
    expect(flipped('2')).toBe('-2')
    expect(flipped('-2')).toBe('2')
    expect(flipped('−2')).toBe('2')
    expect(flipped('')).toBe('-')
  })
})
