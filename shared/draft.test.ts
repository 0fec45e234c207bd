import { describe, expect, it } from 'vitest'
import { Draft } from './draft.ts'
import { levelId } from './tables.ts'

const level = { id: levelId('bread', 'stall'), productId: 'bread', locationId: 'stall', quantity: 1 }

function written(draft: Draft): string[] {
  const ids: string[] = []
  draft.eachWrite((_, row) => ids.push(row.id))
  return ids
}

describe('a draft', () => {
  it('forgets what a rule wrote before it said no', () => {
    const draft = new Draft()
    draft.load('level', level.id, undefined)
    draft.attempt(() => {
      draft.put('level', level)
      expect(draft.get('level', level.id)).toEqual(level)
      return { ok: false }
    })
    expect(draft.get('level', level.id)).toBeUndefined()
    expect(written(draft)).toEqual([])
  })

  it('forgets what a rule wrote before it failed', () => {
    const draft = new Draft()
    draft.load('level', level.id, undefined)
    const failing = () => {
      draft.put('level', level)
      throw new Error('rain')
    }
    expect(() => draft.attempt(failing)).toThrow('rain')
    expect(draft.get('level', level.id)).toBeUndefined()
  })

  it('shows the next rule what the one before wrote, and hands each row over once', () => {
    const draft = new Draft()
    draft.load('level', level.id, undefined)
    for (const quantity of [1, 2])
      draft.attempt(() => {
        draft.put('level', { ...level, quantity })
        return { ok: true }
      })
    expect(draft.get('level', level.id)?.quantity).toBe(2)
    expect(written(draft)).toEqual([level.id])
  })

  it('refuses to answer for a row that nobody loaded', () => {
    expect(() => new Draft().get('level', level.id)).toThrow('without asking')
  })

  it('never lets what is loaded late replace what is known', () => {
    const draft = new Draft()
    draft.load('level', level.id, level)
    draft.load('level', level.id, { ...level, quantity: 9 })
    expect(draft.get('level', level.id)?.quantity).toBe(1)
  })
})
