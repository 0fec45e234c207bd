import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
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
  'Trustno1',
  'Awning2026!',
  'market-stall-1',
  'LeithMarket99',
  'anna12345',
  'Müller-1234',
])('It refuses %s', (password) => {
  expect(isCommonPassword(password, 'leithwalk', 'Anna Müller', 'Leith Market')).toBe(true)
})

test.each(['a stall in the rain', 'annas old umbrella', 'märket 4 xylophones', '7 jars & a hammer'])(
  'It takes %s',
  (password) => {
    expect(isCommonPassword(password, 'anna', 'Anna Müller', 'Leith Market')).toBe(false)
  },
)

test('It knows more than three thousand stolen ones that are long enough', () => {
  const path = new URL('commonPasswords.txt', import.meta.url)
  const listed = readFileSync(path, 'utf8').trim().split('\n')
  expect(new Set(listed).size).toBe(8_000)
  expect(listed.filter((password) => password.length < 8 || password !== password.toLowerCase())).toEqual([])
})
