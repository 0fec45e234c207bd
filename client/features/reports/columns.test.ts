import { expect, test } from 'vitest'
import { sorted } from '../../ui/table.ts'
import { figureColumn } from './columns.ts'

test('It writes a dash for what is not known, and puts it below all that is', () => {
  const column = figureColumn<number | null>('cost', 'Cost', (cost) => cost, String)
  const rows = sorted([3, null, -2], [column], { key: 'cost', descending: true })
  expect(rows.map(column.text)).toEqual(['3', '-2', '–'])
})
