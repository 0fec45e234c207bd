import { argon2Sync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { openApp } from '../../../../server/http/app.ts'
import { openStore, type Store } from '../../../../server/store/store.ts'
import { pathOf } from '../../network.ts'
import type { Chance } from './chance.ts'

/* The real server on a file of its own, and everything that can happen to the machine it runs on. */

export type Crash = 'before-commit' | 'after-commit' | 'mid-group'
export type Trouble = 'full' | 'busy' | 'read-only'

export interface Server {
  store(): Store
  /** What lies beside the database. */
  key: Uint8Array
  fetch: typeof globalThis.fetch
  /** Ends the server at the next write of commands; `commands` says how many of a group are taken in before. */
  arm(crash: Crash, commands?: number): void
  disarm(): void
  isUp(): boolean
  start(): void
  /** Forgets tickets and challenges, as every process does. */
  restart(): void
  /** The disk is full, or locked by another, or read-only, until what is returned is called. */
  trouble(kind: Trouble): () => void
  backup(): Buffer
  /** `isNew`: as another database, which happens where a server is set up again from an export. */
  restore(backup: Buffer, isNew: boolean): void
  close(): void
}

class Died extends Error {}

export function openServer(now: () => number, chance: Chance): Server {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'awning-torture-'))
  const file = join(folder, 'awning.db')
  const key = chance.bytes(32)
  let armed: { crash: Crash; left: number } | null = null
  let life = 0
  let isUp = false
  let store: Store
  let app: ReturnType<typeof openApp>

  function die(): void {
    life += 1
    isUp = false
    armed = null
  }

  function start(): void {
    const opened = openStore(file)
    store = opened
    const outside = { now, key, log: { info() {}, error() {} }, random: chance.bytes, version: '0.0.0' }
    app = openApp({ ...outside, store: { ...opened, write: fatefully(opened), journal: counting(opened) } })
    isUp = true
  }

  const fatefully = ({ write }: Store): Store['write'] => {
    return (work) => {
      if (armed?.crash === 'before-commit')
        return write(() => {
          work()
          die()
          throw new Died()
        })
      const result = write(work)
      if (armed?.crash === 'after-commit') die()
      return result
    }
  }

  const counting = ({ journal }: Store): Store['journal'] => ({
    ...journal,
    add(recorded, seal) {
      journal.add(recorded, seal)
      if (armed?.crash !== 'mid-group' || --armed.left > 0) return
      die()
      throw new Died()
    },
  })

  start()
  return {
    store: () => store,
    key,
    async fetch(input, init) {
      const mine = life
      if (!isUp) throw new TypeError('fetch failed')
      const response = await app.fetch(new Request(new URL(pathOf(input), 'http://awning.test'), init))
      if (mine !== life) throw new TypeError('fetch failed')
      return response
    },
    arm(crash, commands = 1) {
      armed = { crash, left: commands }
    },
    disarm() {
      armed = null
    },
    isUp: () => isUp,
    start() {
      if (isUp) return
      store.close()
      start()
    },
    restart() {
      die()
      store.close()
      start()
    },
    trouble(kind) {
      const { database } = store
      if (kind === 'read-only') {
        database.pragma('query_only = 1')
        return () => void database.pragma('query_only = 0')
      }
      if (kind === 'full') {
        database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`)
        return () => void database.pragma('max_page_count = 1073741823')
      }
      const other = new SQLite(file)
      database.pragma('busy_timeout = 1')
      other.exec('BEGIN IMMEDIATE')
      return () => {
        other.close()
        database.pragma('busy_timeout = 5000')
      }
    },
    backup: () => store.database.serialize(),
    restore(backup, isNew) {
      die()
      store.close()
      for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true })
      writeFileSync(file, backup)
      if (isNew) {
        const raw = new SQLite(file)
        raw.exec(`DELETE FROM meta WHERE key = 'epoch'`)
        raw.close()
      }
      start()
    },
    close() {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As the server keeps them, but made in no time: nobody steals these. */
export function cheapHash(password: string, salt: Uint8Array): string {
  const cost = { memory: 8, passes: 1, parallelism: 1, tagLength: 32 }
  const derived = argon2Sync('argon2id', { message: password, nonce: salt, ...cost })
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=8,t=1,p=1$${base64(salt)}$${base64(derived)}`
}
