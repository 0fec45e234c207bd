import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readKey } from './key.ts'
import { lockFile } from '../store/lock.ts'
import { openStore, type Store } from '../store/store.ts'
import { Sentence } from './sentence.ts'

/** The folder of the database: AWNING_DATA, or ./data. Others on this machine are kept out of it. */
export function dataFolder(): string {
  process.umask(0o077)
  const folder = resolve(process.env.AWNING_DATA ?? 'data')
  mkdirSync(folder, { recursive: true })
  return folder
}

export function openData(folder: string): Store {
  return openStore(join(folder, 'awning.db'))
}

/** Keeps the folder for this process. */
export function lockData(folder: string): { release(): void } {
  const lock = lockFile(join(folder, 'awning.lock'))
  if (!lock) throw new Sentence(`Another Awning is running on ${folder}. Stop it first, or set AWNING_DATA.`)
  return lock
}

/** The key that settings are sealed with: AWNING_KEY, or a file in the folder that only its owner may read. */
export function keyIn(folder: string): Uint8Array {
  const path = join(folder, 'awning.key')
  const read = readKey(path, process.env.AWNING_KEY, randomBytes)
  if (read.ok) return read.key
  if (read.problem === 'open')
    throw new Sentence(
      `Others can read ${path}. Make it yours alone ("chmod 600 ${path}"), then start again.`,
    )
  throw new Sentence('The key (AWNING_KEY, or the file awning.key) has to be at least 16 characters long.')
}
