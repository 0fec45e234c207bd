import { expect, it } from 'vitest'
import { inOrder } from './categories.ts'
import { categoryDrafts, readSorting } from './sorting.ts'

let last = 0
const newId = () => String((last += 1))
const known = [
  { name: 'Drinks', color: '#70503f' },
  { name: 'Gone', color: '' },
  { name: 'Bread', color: '' },
]

it('puts categories as managers want them, and what only products name after them', () => {
  expect(inOrder(known, ['Bread', 'Cakes', 'Drinks'])).toEqual(['Drinks', 'Bread', 'Cakes'])
  expect(inOrder(undefined, ['Bread', 'Cakes'])).toEqual(['Bread', 'Cakes'])
})

it('keeps a category that nothing is in yet, and gives back what it was opened with', () => {
  const drafts = categoryDrafts(known, ['Bread', 'Cakes'], newId)
  expect(drafts.map(({ name }) => name)).toEqual(['Bread', 'Cakes', 'Drinks', 'Gone'])
  expect(readSorting(drafts, [])).toMatchObject({ ok: true, renamed: new Map() })
})

it('tells what was renamed, so that products follow', () => {
  const drafts = categoryDrafts(known, ['Bread'], newId).map((one) =>
    one.name === 'Bread' ? { ...one, name: ' Loaves ' } : one,
  )
  expect(readSorting(drafts, [])).toMatchObject({ renamed: new Map([['Bread', 'Loaves']]) })
})

it('has a sentence for each name and rate that needs another look', () => {
  const drafts = [
    { id: 'a', name: 'Bread', color: '', was: '' },
    { id: 'b', name: 'bread ', color: '', was: '' },
    { id: 'c', name: ' ', color: '', was: '' },
  ]
  const rates = [{ id: 'd', name: 'Standard', rate: '200' }]
  const reading = readSorting(drafts, rates)
  expect(reading.ok ? [] : Object.keys(reading.errors)).toEqual(['b.name', 'c.name', 'd.rate'])
  expect(readSorting([], [{ id: 'd', name: 'Standard', rate: '20 %' }])).toMatchObject({
    taxRates: [{ name: 'Standard', rate: 2_000 }],
  })
})
