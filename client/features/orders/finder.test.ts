import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedWords, fits, hasWords, type OrderFilter } from '#shared/finding.ts'
import { type Digest, digestOf, Finder } from './finder.ts'
import { newId, order } from './testing.ts'

const nobody = () => false

function finderWith(...digests: Digest[]): Finder {
  const finder = new Finder()
  for (const digest of digests) finder.put(digest)
  return finder
}

describe('a finder', () => {
  const mine = digestOf(
    order({ number: 'B-0142', customer: { name: 'Søren Ä. Holm' }, note: 'no half-onion' }),
  )
  const finder = finderWith(mine, digestOf(order({ number: 'B-0200' })))

  it.each(['b-0142', '0142', '142', 'soren', 'holm 0142', 'a holm', 'half-on', 'onion', 'HOLM  brûlée'])(
    'finds an order by %j',
    (text) => {
      expect(finder.find({ text }, 'newest', nobody)).toEqual([mine])
    },
  )

  it.each(['b-0143', 'nion', 'tea', 'holm tea', '42'])('finds none by %j', (text) => {
    expect(finder.find({ text }, 'newest', nobody)).toEqual([])
  })

  it('finds orders by day, place, person, payment and standing', () => {
    const [cash, since, owing, cancelled] = [
      digestOf(order({ placedAt: 100 })),
      digestOf(order({ placedAt: 150, payments: [], owed: 420, paidLater: 420 })),
      digestOf(order({ placedAt: 200, payments: [], owed: 420, status: 'ready' })),
      digestOf(order({ placedAt: 300, status: 'cancelled' })),
    ]
    const some = finderWith(cash, since, owing, cancelled)
    const found = (filter: OrderFilter) => some.find(filter, 'newest', (id) => id === cash.id)
    expect(found({})).toEqual([cancelled, owing, since, cash])
    expect(found({ from: 200, until: 300 })).toEqual([owing])
    expect(found({ locationId: cash.locationId })).toEqual([cash])
    expect(found({ actorId: owing.actorId })).toEqual([owing])
    expect(found({ paidBy: 'cash' })).toEqual([cancelled, cash])
    expect(found({ paidBy: 'later' })).toEqual([since])
    expect(found({ paidBy: 'unpaid' })).toEqual([owing])
    expect(found({ standing: 'ready' })).toEqual([owing])
    expect(found({ standing: 'due' })).toEqual([cancelled, owing])
    expect(found({ standing: 'flagged' })).toEqual([cash])
  })

  it('sorts by promise, sum and customer, what has none of it last', () => {
    const [a, b, c] = [
      digestOf(order({ placedAt: 1, total: 500, promisedAt: 9, customer: { name: 'ben' } })),
      digestOf(order({ placedAt: 2, total: 900 })),
      digestOf(order({ placedAt: 3, total: 100, promisedAt: 5, customer: { name: 'Åsa' } })),
    ]
    const some = finderWith(a, b, c)
    const sorted = (by: Parameters<Finder['find']>[1]) => some.find({}, by, nobody)
    expect(sorted('newest')).toEqual([c, b, a])
    expect(sorted('promised')).toEqual([c, a, b])
    expect(sorted('total')).toEqual([b, a, c])
    expect(sorted('customer')).toEqual([c, a, b])
  })

  it('finds what going through all of them finds, whatever came, changed and went', () => {
    const name = fc.constantFrom('Ada', 'Adam', 'Bo', 'Bö Ann', 'Ann-Bo', '')
    const change = fc.record({ place: fc.nat(5), name, at: fc.nat(9), isGone: fc.boolean() })
    const ids = Array.from({ length: 6 }, newId)
    const text = fc.constantFrom('', 'a', 'ad', 'ada', 'bo', 'ann b', 'b-00', 'z')
    fc.assert(
      fc.property(fc.array(change), fc.array(text, { minLength: 1, maxLength: 4 }), (changes, texts) => {
        const [finder, held] = [new Finder(), new Map<string, Digest>()]
        for (const { place, name, at, isGone } of changes) {
          const id = ids[place] ?? ''
          const digest = digestOf(order({ id, number: `B-00${place}`, placedAt: at, customer: { name } }))
          if (isGone) held.delete(id)
          else held.set(id, digest)
          if (isGone) finder.remove(id)
          else finder.put(digest)
          finder.find({}, 'newest', nobody)
        }
        for (const text of texts) {
          const asked = askedWords(text)
          const expected = [...held.values()].filter(({ words }) => hasWords(words, asked))
          const sorted = expected.sort((a, b) => b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1))
          expect(finder.find(text ? { text } : {}, 'newest', nobody)).toEqual(sorted)
          expect(expected.every((digest) => fits(digest, {}, nobody))).toBe(true)
        }
        expect(finder.size).toBe(held.size)
      }),
    )
  })
})
