import { expect, it } from 'vitest'
import { plainLocation, readLocation } from './locationForm.ts'

const van = { ...plainLocation, name: 'Van' }

it('takes a name without the white space around it', () => {
  expect(readLocation({ ...van, name: ' Van ' }, [])).toEqual({ ok: true, fields: van })
})

it('refuses a location without a name, or with one that cannot be told from another', () => {
  expect(readLocation({ ...van, name: ' ' }, [])).toMatchObject({ ok: false })
  expect(readLocation({ ...van, name: 'n'.repeat(61) }, [])).toMatchObject({ ok: false })
  expect(readLocation(van, [{ name: 'VAN', active: true }])).toMatchObject({ ok: false })
  expect(readLocation(van, [{ name: 'VAN', active: false }])).toMatchObject({ ok: true })
})
