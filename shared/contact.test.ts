import { describe, expect, it } from 'vitest'
import { emailProblem, phoneProblem, sealText } from './contact.ts'

describe('how to reach a customer', () => {
  it.each([
    ['morag@example.com', null],
    [' m.o+market@mail.example.co.uk ', null],
    ['jürgen@bäckerei.example', null],
    ['morag', 'odd'],
    ['morag@example', 'odd'],
    ['morag@.example.com', 'odd'],
    ['morag@example..com', 'odd'],
    ['morag@-example.com', 'odd'],
    [`${'m'.repeat(65)}@example.com`, 'odd'],
    ['Morag <morag@example.com>', 'several'],
    ['a@example.com, b@example.com', 'several'],
    ['a@example.com@example.com', 'several'],
    ['morag@example.com\r\nBcc: all@example.com', 'several'],
    ['', 'odd'],
  ])('says of the e-mail %j: %s', (text, problem) => expect(emailProblem(text)).toBe(problem))

  it.each([
    ['+44 131 496 0123', null],
    ['(0131) 496-0123', null],
    ['999', 'odd'],
    ['0131 CALL ME', 'odd'],
    ['1234567890123456', 'odd'],
    ['378282246310005', 'card-number'],
  ])('says of the phone number %j: %s', (text, problem) => expect(phoneProblem(text)).toBe(problem))

  it('is sealed at a length that says little', () => {
    expect(sealText({ email: 'a@b.example' })).toHaveLength(64)
    expect(sealText({ email: 'a-longer-name@example.com' })).toHaveLength(64)
    expect(JSON.parse(sealText({ phone: '0131 496 0123' }))).toEqual({ phone: '0131 496 0123' })
  })
})
