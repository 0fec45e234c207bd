import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { commonPasswords } from './commonPasswords.ts'
import { isCommonPassword, openPasswords } from './passwords.ts'

const passwords = openPasswords(randomBytes)

test('It knows the right password from a wrong one', async () => {
  const hash = await passwords.hash('a stall in the rain')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
  expect(await passwords.isRight('a stall in the rain', hash)).toBe(true)
  expect(await passwords.isRight('a stall in the sun', hash)).toBe(false)
})

test('It salts, so that equal passwords have different hashes', async () => {
  const [one, other] = await Promise.all([
    passwords.hash('same words here'),
    passwords.hash('same words here'),
  ])
  expect(one).not.toBe(other)
})

test('It takes a password however its letters were composed', async () => {
  const hash = await passwords.hash('cr\u00e8me br\u00fbl\u00e9e')
  expect(await passwords.isRight('cre\u0300me bru\u0302le\u0301e', hash)).toBe(true)
})

test('It says no for nobody, and works as long for it', async () => {
  const hash = await passwords.hash('a stall in the rain')
  const spent = async (known: string | null) => {
    const start = performance.now()
    expect(await passwords.isRight('something else', known)).toBe(false)
    return performance.now() - start
  }
  const [known, unknown] = [await spent(hash), await spent(null)]
  expect(unknown).toBeGreaterThan(known / 4)
})

test('It lets everyone have a turn', async () => {
  const hashes = await Promise.all(
    ['one of five', 'two of five', 'three of five', 'four of five', 'five'].map(passwords.hash),
  )
  expect(new Set(hashes).size).toBe(5)
})

test.each([
  'Password123',
  'qwertyuiop',
  'aaaaaaaa',
  'abababab',
  '12345678',
  '876543210',
  'hgfedcba',
  'leithwalk',
])('It refuses %s', (password) => {
  expect(isCommonPassword(password, 'leithwalk')).toBe(true)
})

test('It takes an uncommon one', () => {
  expect(isCommonPassword('a stall in the rain', 'anna')).toBe(false)
})

test('It lists only what the length would let through', () => {
  expect([...commonPasswords].filter((password) => password.length < 8)).toEqual([])
  expect([...commonPasswords].filter((password) => password !== password.toLowerCase())).toEqual([])
})
