import { expect, it } from 'vitest'
import { readSetUp, type SetUpForm } from './setUpForm.ts'

const form: SetUpForm = {
  businessName: ' Leith Bakers ',
  currency: 'GBP',
  zone: 'Europe/London',
  language: 'fr',
  taxIncluded: 'included',
  name: 'Morag',
  username: 'Morag',
  password: 'rye bread',
  sample: true,
}

it('asks the server for what was typed, without stray spaces and capitals', () => {
  expect(readSetUp(form)).toEqual({
    ok: true,
    request: {
      business: {
        name: 'Leith Bakers',
        currency: 'GBP',
        zone: 'Europe/London',
        language: 'fr',
        taxIncluded: true,
      },
      admin: { name: 'Morag', username: 'morag', password: 'rye bread' },
      sample: true,
    },
  })
})

it.each([
  ['businessName', { businessName: '  ' }],
  ['name', { name: '' }],
  ['username', { username: 'Mörag!' }],
  ['username', { username: 'm' }],
  ['password', { password: 'short' }],
])('has a sentence by %s when it is not ready', (field, wrong) => {
  const read = readSetUp({ ...form, ...wrong })
  expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field])
})
