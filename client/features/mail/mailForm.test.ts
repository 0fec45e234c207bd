import { describe, expect, it } from 'vitest'
import { isChanged, readForm, typedOf } from './mailForm.ts'

const known: NonNullable<Parameters<typeof readForm>[1]> = {
  ...{ host: 'smtp.example.com', port: 465, security: 'tls', user: 'stall', from: 'stall@example.com' },
  ...{ replyTo: null, alertTo: ['mia@example.com'], digest: true, hasPassword: true },
}
const typed = typedOf(known)
const errorsOf = (changes: object) => {
  const reading = readForm({ ...typed, ...changes }, known)
  return reading.ok ? [] : Object.keys(reading.errors)
}

describe('the mail settings as typed', () => {
  it('keeps the password where nothing is typed, as long as it goes to the same server and name', () => {
    expect(readForm(typed, known)).toMatchObject({
      ok: true,
      request: { password: null },
    })
    expect(errorsOf({ host: 'smtp.example.net' })).toEqual(['password'])
    expect(errorsOf({ user: 'other' })).toEqual(['password'])
    expect(errorsOf({ host: 'smtp.example.net', password: 'rain' })).toEqual([])
  })

  it.each([
    [{ host: ' ', password: 'x' }, 'host'],
    [{ host: 'smtp example com', password: 'x' }, 'host'],
    [{ port: 'many' }, 'port'],
    [{ port: '70000' }, 'port'],
    [{ from: 'stall' }, 'from'],
    [{ from: 'stall@example.com, thief@example.com' }, 'from'],
    [{ replyTo: 'x@y' }, 'replyTo'],
    [{ alertTo: 'mia@example.com\nnobody' }, 'alertTo'],
    [{ security: 'none' }, 'security'],
  ])('says what is wrong with %j', (changes, field) => {
    expect(errorsOf(changes)).toEqual([field])
  })

  it('reads addresses line by line, and lets this machine go without TLS', () => {
    const reading = readForm(
      {
        ...typed,
        alertTo: ' mia@example.com \n\nben@example.com',
        host: 'localhost',
        security: 'none',
        password: 'x',
      },
      null,
    )
    expect(reading).toMatchObject({ ok: true, request: { alertTo: ['mia@example.com', 'ben@example.com'] } })
  })

  it('has changed only where something else is typed than is there', () => {
    expect([isChanged(typed, known), isChanged({ ...typed, password: 'x' }, known)]).toEqual([false, true])
    expect([isChanged(typedOf(null), null), isChanged(typed, null)]).toEqual([false, true])
  })
})
