import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayOf } from './allotments/day.ts'
import { openStand } from './allotments/stand.ts'

const tablets = 3
const act = fc.record({
  what: fc.constantFrom('sell', 'sell', 'beyond', 'talk', 'talk', 'lost'),
  index: fc.nat(tablets - 1),
  size: fc.integer({ min: 1, max: 3 }),
})

it('Tablets never sell more freely than was loaded, whoever can see the server when, and whatever answers are lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(act, { maxLength: 60 }), (loaded, acts) => {
      const stand = openStand(tablets, loaded)
      let freely = 0
      acts.forEach(({ what, index, size }, turn) => {
        const at = turn * 600_000
        const isFree = stand.free(index) >= size
        if (what === 'talk' || what === 'lost') stand.talk(index, at, what === 'lost')
        else if (isFree || what === 'beyond') stand.sell(index, size, at)
        if (what === 'sell' && isFree) freely += size
        const promised = [0, 1, 2].reduce((sum, each) => sum + stand.free(each), 0)
        expect(freely + promised).toBeLessThanOrEqual(loaded)
      })
    }),
    { numRuns: 400 },
  )
})

it('Less strands than with an equal split, or with one tablet that holds all', () => {
  const stranded = (way: 'shared' | 'equal' | 'one') =>
    Array.from({ length: 25 }, (_, seed) => dayOf(seed, way).stranded).reduce((sum, one) => sum + one, 0)
  const [shared, equal, one] = [stranded('shared'), stranded('equal'), stranded('one')]
  expect(shared).toBeLessThan(0.7 * equal)
  expect(equal).toBeLessThan(one)
})
