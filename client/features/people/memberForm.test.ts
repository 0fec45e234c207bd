import { expect, test } from 'vitest'
import type { Member } from '#shared/people.ts'
import { changesOf, readMember } from './memberForm.ts'

const dora: Member = {
  ...{ id: '019a0000-0000-7000-8000-000000000001', name: 'Dora', username: 'dora', email: null },
  ...{ role: 'employee', locationId: null, active: true, seenAt: null },
}
const form = { name: 'Dora', username: 'dora', email: '', role: 'employee', locationId: '' } as const

test('It changes nothing that was not changed', () => {
  const same = readMember({ ...form, name: ' Dora ' })
  expect(same.ok && changesOf(dora, same.fields)).toEqual({})
  const other = readMember({ ...form, role: 'manager', email: 'dora@example.org' })
  expect(other.ok && changesOf(dora, other.fields)).toEqual({ role: 'manager', email: 'dora@example.org' })
})

test('It takes an address away that was emptied', () => {
  const read = readMember(form)
  expect(read.ok && changesOf({ ...dora, email: 'dora@example.org' }, read.fields)).toEqual({ email: null })
})

test('It has a sentence for each field that is not ready', () => {
  const read = readMember({ ...form, name: '', username: 'D D', email: 'dora' })
  expect(read.ok ? [] : Object.keys(read.errors)).toEqual(['name', 'username', 'email'])
})
