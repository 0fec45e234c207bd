import SQLite from 'better-sqlite3'
import { type DeviceKeyStore, openDeviceKeys } from './deviceKeys.ts'
import { type MetaStore, openMeta } from './meta.ts'
import { migrations } from './migrations.ts'
import { openSealed, type SealedStore } from './sealed.ts'

/** A database that is only looked at, as it is at one moment; its server may go on meanwhile. */
export interface Audit {
  sealed: SealedStore
  meta: Pick<MetaStore, 'get'>
  deviceKeys: Pick<DeviceKeyStore, 'formerlyOf'>
  close(): void
}

/** Null where it is of another version than this code. */
export function openAudit(path: string): Audit | null {
  const database = new SQLite(path, { readonly: true, fileMustExist: true })
  database.pragma('query_only = 1')
  if (Number(database.pragma('user_version', { simple: true })) !== migrations.length) {
    database.close()
    return null
  }
  database.exec('BEGIN')
  return {
    sealed: openSealed(database),
    meta: openMeta(database),
    deviceKeys: openDeviceKeys(database),
    close: () => void database.close(),
  }
}
