import { argon2, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Store } from '../store/store.ts'

/** Argon2id with 46 MiB, one pass, one lane: the first of OWASP's equal choices. One hash takes about 70 ms. */
const memory = 47_104
const passes = 1
const parallelism = 1

/** Two hashes at once hold 92 MiB; the others wait their turn. */
const mostAtOnce = 2

const form =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{43})$/

export interface Passwords {
  /** Hashes in PHC form, "$argon2id$v=19$m=…". */
  hash(password: string): Promise<string>
  /** With null (nobody of that name) it does the same work and says no. */
  isRight(password: string, hash: string | null): Promise<boolean>
}

export function openPasswords(random: (size: number) => Uint8Array): Passwords {
  const inTurn = limitTo(mostAtOnce)
  const nobodys = phc(random(16), random(32))
  return {
    async hash(password) {
      const salt = random(16)
      return phc(salt, await inTurn(() => derive(password, { salt, memory, passes, parallelism })))
    },
    async isRight(password, hash) {
      const known = read(hash ?? nobodys)
      const derived = await inTurn(() => derive(password, known))
      return timingSafeEqual(derived, known.derived) && hash !== null
    },
  }
}

/** The 8,000 of eight characters or more that most lists of stolen ones have in common: zxcvbn's (MIT), and some of today. */
const commonPasswords: ReadonlySet<string> = new Set(
  readFileSync(new URL('commonPasswords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
)

/** What anybody would try here, besides what the business and its people are called. */
const ours = 'awning market stall till tablet admin manager employee password welcome'.split(' ')

/** As many characters as a password has at least. */
const least = 8

/**
 * Whether a thief would try it first: one of the common ones, one letter again and again, a row, or little more than
 * words of this place and the names given.
 */
export function isCommonPassword(password: string, ...names: string[]): boolean {
  const lower = password.toLowerCase()
  return (
    commonPasswords.has(lower) ||
    new Set(lower).size < 3 ||
    isRow(lower) ||
    names.some((name) => name.toLowerCase() === lower) ||
    withoutWords(lower, names).length < least
  )
}

/** What a person and the business are called, as far as that is known. */
export function namesNear({ rows }: Pick<Store, 'rows'>, person: { name: string } | undefined): string[] {
  return [person?.name ?? '', rows.one('business', 'business')?.name ?? '']
}

/** What is left once the words of this place are taken out. */
function withoutWords(lower: string, names: readonly string[]): string {
  const words = [...ours, ...names.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u))]
  return words
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), lower)
}

/** "12345678", "hgfedcba": each character one step from the last, all the same way. */
function isRow(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  return steps.size === 1 && (steps.has(1) || steps.has(-1))
}

interface Recipe {
  salt: Uint8Array
  memory: number
  passes: number
  parallelism: number
}

function derive(password: string, { salt, ...cost }: Recipe): Promise<Uint8Array> {
  const parameters = { message: password.normalize('NFKC'), nonce: salt, tagLength: 32, ...cost }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, derived) => {
      if (error) reject(error)
      else resolve(derived)
    })
  })
}

function phc(salt: Uint8Array, derived: Uint8Array): string {
  const cost = `m=${memory},t=${passes},p=${parallelism}`
  return `$argon2id$v=19$${cost}$${base64(salt)}$${base64(derived)}`
}

function read(hash: string): Recipe & { derived: Uint8Array } {
  const [, m, t, p, salt, derived] = form.exec(hash) ?? []
  if (salt === undefined || derived === undefined)
    throw new Error('a stored password hash is not in PHC form')
  return {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    salt: Buffer.from(salt, 'base64'),
    derived: Buffer.from(derived, 'base64'),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}

function limitTo(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
