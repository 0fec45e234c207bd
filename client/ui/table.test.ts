import { expect, it } from 'vitest'
import { nextSort, sorted } from './table.ts'
import type { Column } from './table.ts'

interface Row {
  name: string
  size: number
}

const rows: Row[] = [
  { name: 'Stall 10', size: 2 },
  { name: 'stall 9', size: 10 },
  { name: 'Van', size: 2 },
]
const columns: Column<Row>[] = [
  { key: 'name', label: 'Name', text: (row) => row.name, sortBy: (row) => row.name },
  { key: 'size', label: 'Size', text: (row) => String(row.size), sortBy: (row) => row.size },
  { key: 'note', label: 'Note', text: () => '' },
]

it('leaves the rows as they come until someone sorts', () => {
  expect(sorted(rows, columns, undefined)).toBe(rows)
  expect(sorted(rows, columns, { key: 'note', descending: false })).toBe(rows)
})

it('sorts words as people do, numbers in them by size', () => {
  expect(names({ key: 'name', descending: false })).toEqual(['stall 9', 'Stall 10', 'Van'])
})

it('sorts numbers by size and keeps equal rows in their places, both ways', () => {
  expect(names({ key: 'size', descending: false })).toEqual(['Stall 10', 'Van', 'stall 9'])
  expect(names({ key: 'size', descending: true })).toEqual(['stall 9', 'Stall 10', 'Van'])
})

it('turns a column round when its header is tapped again', () => {
  const once = nextSort(undefined, 'name')
  expect(once).toEqual({ key: 'name', descending: false })
  expect(nextSort(once, 'name')).toEqual({ key: 'name', descending: true })
  expect(nextSort(once, 'size')).toEqual({ key: 'size', descending: false })
})

function names(sort: { key: string; descending: boolean }) {
  return sorted(rows, columns, sort).map((row) => row.name)
}
