import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
