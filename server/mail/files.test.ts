import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecrets } from '../domain/secrets.ts'
import { readKey } from './key.ts'
import { openLedger } from './ledger.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-mail-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the ledger of what has left', () => {
  const path = () => join(folder, 'mail-sent.log')

  it('knows after a restart what left before, and when a shelf was told of', () => {
    const first = openLedger(path())
    first.add(['confirmation:1', 'confirmation:2'], 'sent')
    first.add(['confirmation:3'], 'cancelled')
    first.tell('a@b', true)
    first.tell('c@d', true)
    first.tell('c@d', false)
    first.close()
    const second = openLedger(path())
    expect(['1', '2', '3', '4'].map((id) => second.fateOf(`confirmation:${id}`))).toEqual([
      ...['sent', 'sent', 'cancelled'],
      null,
    ])
    expect([second.isTold('a@b'), second.isTold('c@d')]).toEqual([true, false])
    second.close()
  })

  it('takes no half line for a whole one, and goes on behind it', () => {
    const first = openLedger(path())
    first.add(['confirmation:1'], 'sent')
    first.close()
    appendFileSync(path(), 'sent confirmation:22')
    const second = openLedger(path())
    expect(second.fateOf('confirmation:22')).toBeNull()
    second.add(['confirmation:3'], 'sent')
    second.close()
    const third = openLedger(path())
    expect(['confirmation:1', 'confirmation:3'].map((id) => third.fateOf(id))).toEqual(['sent', 'sent'])
    third.close()
  })

  it('is for its owner alone, and holds nobody’s address', () => {
    const ledger = openLedger(path())
    ledger.add(['confirmation:1'], 'sent')
    ledger.close()
    expect(statSync(path()).mode & 0o077).toBe(0)
    expect(readFileSync(path(), 'utf8')).toBe('sent confirmation:1\n')
  })
})

describe('the key that settings are sealed with', () => {
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
