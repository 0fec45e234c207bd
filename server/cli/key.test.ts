import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecrets } from '../domain/secrets.ts'
import { readKey } from './key.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the key that things are sealed with', () => {
  const path = () => join(folder, 'awning.key')
  const keyOf = (given?: string) => {
    const read = readKey(path(), given, randomBytes)
    return read.ok ? Buffer.from(read.key).toString() : read.problem
  }

  it('is made once, for its owner alone', () => {
    const key = keyOf()
    expect([key.length, keyOf(), statSync(path()).mode & 0o777]).toEqual([43, key, 0o600])
  })

  it('is refused where others may read it, and where it is too short', () => {
    keyOf()
    chmodSync(path(), 0o640)
    expect(keyOf()).toBe('open')
    chmodSync(path(), 0o600)
    writeFileSync(path(), 'short')
    expect([keyOf(), keyOf('short'), keyOf('long enough to be one')]).toEqual([
      ...['short', 'short', 'long enough to be one'],
    ])
  })

  it('opens what it sealed, and nothing that was changed or sealed with another', () => {
    const secrets = openSecrets(Buffer.from('one key'), randomBytes)
    const sealed = secrets.seal('rain or shine ☂')
    expect([secrets.open(sealed), secrets.seal('x') === secrets.seal('x')]).toEqual([
      'rain or shine ☂',
      false,
    ])
    expect(openSecrets(Buffer.from('other key'), randomBytes).open(sealed)).toBeNull()
    for (let at = 3; at < sealed.length - 1; at += 1) {
      const spoiled = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(secrets.open(spoiled)).toBeNull()
    }
    expect([secrets.open(''), secrets.open('s1.'), secrets.open('1.abc.def')]).toEqual([null, null, null])
  })
})
