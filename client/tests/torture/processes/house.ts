import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { type App, openApp } from '../../../../server/http/app.ts'
import { openStore, type Store } from '../../../../server/store/store.ts'
import { pathOf } from '../../network.ts'

/** A whole server on a file, in this process: it can be stopped, put back to an older copy of its file, and started. */
export interface House {
  store(): Store
  app(): App
  fetch: typeof globalThis.fetch
  /** The database as it is at this moment, as a backup would hold it. */
  copy(): Buffer
  /** Stops, puts this copy in place of the file, and starts again. */
  restore(copy: Buffer): void
  close(): void
}

export function openHouse(file: string, now: () => number = Date.now): House {
  const key = randomBytes(32)
  let here = open(file, now, key)
  return {
    store: () => here.store,
    app: () => here.app,
    fetch: async (input, init) =>
      here.app.fetch(new Request(new URL(pathOf(input), 'http://awning.test'), init)),
    copy: () => here.store.database.serialize(),
    restore(copy) {
      here.store.close()
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
      writeFileSync(file, copy)
      here = open(file, now, key)
    },
    close: () => here.store.close(),
  }
}

function open(file: string, now: () => number, key: Uint8Array) {
  const store = openStore(file)
  const log = { info: () => {}, error: () => {} }
  return {
    store,
    app: openApp({ store, now, log, key, random: (size) => randomBytes(size), version: '0.0.0' }),
  }
}
