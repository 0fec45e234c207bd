import { expect, test } from 'vitest'
import { type AskForm, readAsk } from './askForm.ts'

const form: AskForm = {
  id: '019a0000-0000-7000-8000-000000000001',
  name: ' Dora ',
  username: ' Dora ',
  email: ' dora@example.org ',
  password: 'seven striped deckchairs',
  role: 'employee',
  locationId: '',
}

test('It asks in small letters and without the spaces around, for no stall where none was chosen', () => {
  expect(readAsk(form)).toMatchObject({
    ok: true,
    request: { name: 'Dora', username: 'dora', email: 'dora@example.org', locationId: null },
  })
})

test('It has a sentence for each field that is not ready', () => {
  const read = readAsk({ ...form, name: ' ', username: 'd', email: 'dora', password: 'short' })
  expect(read.ok ? {} : Object.keys(read.errors)).toEqual(['name', 'username', 'email', 'password'])
})

test.each(['', 'a@b.org, c@d.org', 'Dora <dora@example.org>'])('It takes no address like "%s"', (email) => {
  expect(readAsk({ ...form, email }).ok).toBe(false)
})
