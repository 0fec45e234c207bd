import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'

/** What is wrong with the key, as whoever starts the server can mend it. */
export type KeyProblem = 'short' | 'open'

/**
 * The key that settings are sealed with: `given`, or what a file holds that only its owner may read, made where there is
 * none. Whoever has the database alone has neither.
 */
export function readKey(
  path: string,
  given: string | undefined,
  random: (size: number) => Uint8Array,
): { ok: true; key: Uint8Array } | { ok: false; problem: KeyProblem } {
  if (given !== undefined)
    return given.length < 16 ? { ok: false, problem: 'short' } : { ok: true, key: Buffer.from(given) }
  if (!existsSync(path)) make(path, Buffer.from(random(32)).toString('base64url'))
  if ((statSync(path).mode & 0o077) !== 0) return { ok: false, problem: 'open' }
  const text = readFileSync(path, 'utf8').trim()
  return text.length < 16 ? { ok: false, problem: 'short' } : { ok: true, key: Buffer.from(text) }
}

function make(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    chmodSync(path, 0o600)
    writeSync(file, `${text}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
