import { describe, expect, it } from 'vitest'
import { prepare } from './command.ts'
import { decide } from './decide.ts'
import { isAmbiguous } from './doubt.ts'
import { Draft } from './draft.ts'
import { levelId } from './tables.ts'

const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [stall, bread, anna] = [idOf(10), idOf(20), idOf(30)]
const tablets = { a: idOf(40), b: idOf(41) }
const begin = 1_760_000_000_000

/** `c8@60`: counted 8 after a minute; `-2@63~5b`: two sold three seconds later, by tablet b, which may be off by five. */
function commandOf(arrival: string, index: number) {
  const [, what = '', sign = '', size = '', at = '', unsure = '0', by = ''] =
    /^((c|[-+])(\d+))@(\d+)(?:~(\d+))?([ab])$/.exec(arrival) ?? []
  if (what === '') throw new Error(arrival)
  const lines = [{ productId: bread, quantity: Number(size) }]
  const [name, args] =
    sign === 'c'
      ? ['stock.count', { locationId: stall, lines: [{ ...lines[0], expected: 0 }] }]
      : ['stock.move', { locationId: stall, reason: sign === '+' ? 'received' : 'waste', lines }]
  const ready = prepare({
    ...{ id: idOf(1_000 + index), device: by === 'a' ? tablets.a : tablets.b, seq: 1, name, v: 1, args },
    ...{ actor: anna, grant: idOf(31), at: begin + Number(at) * 1_000, offset: 0 },
    ...{ uncertainty: Number(unsure) * 1_000, zone: 'UTC', base: 0, hash: '0'.repeat(64) },
  })
  if (!ready.ok) throw new Error(ready.code)
  return ready.prepared
}

/** Each arrival that was flagged, and what lies on the shelf in the end. */
function arrive(arrivals: string) {
  const draft = new Draft()
  draft.load('product', bread, undefined)
  draft.load('level', levelId(bread, stall), undefined)
  const flagged = arrivals.split(' ').filter((arrival, index) => {
    const decision = decide(commandOf(arrival, index), draft)
    return decision.ok && decision.flags.includes('ambiguous')
  })
  return { flagged, level: draft.get('level', levelId(bread, stall))?.quantity }
}

const cases: [story: string, arrivals: string, flagged: string[], level: number][] = [
  ['sure clocks, a second apart', '+10@1a c8@60a -2@61b', [], 6],
  ['a late sale well before the count', '+10@1a c8@60a -2@50~5b', [], 8],
  ['a late sale just before the count', '+10@1a c8@60a -2@56~5b', ['-2@56~5b'], 8],
  ['a late sale just after the count', '+10@1a c8@60a -2@64~5b', ['-2@64~5b'], 6],
  ['a sale at the edge of the doubt', '+10@1a c8@60a -2@65~5b', ['-2@65~5b'], 6],
  ['a sale beyond the edge of the doubt', '+10@1a c8@60a -2@66~5b', [], 6],
  ['a count by the unsure clock, told last', '+10@1a -2@57a c8@60~5b', ['c8@60~5b'], 8],
  ['a count by the unsure clock, told first', '+10@1a c8@60~5b -2@57a', ['-2@57a'], 8],
  ['two unsure clocks, whose doubts add up', '+10@1a c8@60~5b -2@68~4a', ['-2@68~4a'], 6],
  ['one tablet, which knows the order of what it did', '+10@1a c8@60~5a -2@61~5a', [], 6],
  ['one tablet among two', '+10@1a -2@59~9b c8@60~5a -1@61~5a', ['c8@60~5a'], 7],
  ['an older count, which a newer one has settled', '+10@1a c8@60a c5@90a -2@61~5b', [], 5],
  ['a count that comes after a newer one', '+10@1a c5@90a -2@61~5b c8@60a', [], 5],
  ['a shelf that nobody has counted', '+10@1a -2@61~5b', [], 8],
]

describe('a movement close to a count', () => {
  it.each(cases)('is told apart for %s', (_, arrivals, flagged, level) => {
    expect(arrive(arrivals)).toEqual({ flagged, level })
  })
})

it('has no doubt about two things of one tablet, nor where both clocks are sure', () => {
  expect(isAmbiguous({ at: 1, deviceId: 'a' }, { at: 1, deviceId: 'b' })).toBe(false)
  expect(isAmbiguous({ at: 1, deviceId: 'a', unsure: 9_000 }, { at: 2, deviceId: 'a' })).toBe(false)
  expect(isAmbiguous({ at: 1, unsure: 9_000 }, { at: 2 })).toBe(true)
})
