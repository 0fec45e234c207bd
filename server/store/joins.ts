import type { Database } from './database.ts'

/** A browser that asks to become a tablet: its key, and what became of it. */
export interface Join {
  id: string
  /** Of the code that stands for it. */
  hash: string
  publicKey: string
  name: string
  browser: string
  replaces: string | null
  askedAt: number
  until: number
  state: 'waiting' | 'confirmed' | 'refused'
  deviceId: string | null
}

export interface JoinStore {
  add(join: Join): void
  get(id: string): Join | null
  coded(hash: string): Join | null
  settle(id: string, state: Join['state'], deviceId: string | null): void
  /** Ends what a key has asked before and nobody has decided on. */
  endAll(publicKey: string): void
  forgetBefore(at: number): void
}

export function openJoins(database: Database): JoinStore {
  const fields = `id, hash, public_key AS publicKey, name, browser, replaces, asked_at AS askedAt, until, state,
    device_id AS deviceId`
  const add = database.prepare(
    `INSERT INTO joining (id, hash, public_key, name, browser, replaces, asked_at, until, state, device_id)
     VALUES (@id, @hash, @publicKey, @name, @browser, @replaces, @askedAt, @until, @state, @deviceId)`,
  )
  const get = database.prepare<[string], Join>(`SELECT ${fields} FROM joining WHERE id = ?`)
  const coded = database.prepare<[string], Join>(`SELECT ${fields} FROM joining WHERE hash = ?`)
  const settle = database.prepare('UPDATE joining SET state = ?, device_id = ? WHERE id = ?')
  const endAll = database.prepare("DELETE FROM joining WHERE public_key = ? AND state = 'waiting'")
  const forget = database.prepare('DELETE FROM joining WHERE until < ?')
  return {
    add: (join) => void add.run(join),
    get: (id) => get.get(id) ?? null,
    coded: (hash) => coded.get(hash) ?? null,
    settle: (id, state, deviceId) => void settle.run(state, deviceId, id),
    endAll: (publicKey) => void endAll.run(publicKey),
    forgetBefore: (at) => void forget.run(at),
  }
}
