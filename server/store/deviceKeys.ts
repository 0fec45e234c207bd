import type { Database } from './database.ts'

/** A device's public key (P-256, SPKI in base64) and who let it in. */
export interface DeviceKey {
  deviceId: string
  publicKey: string
  enrolledAt: number
  enrolledBy: string
  /** The identity it had before, where it had one. */
  succeeds: string | null
  /** The device whose place it took when that one's storage was lost. */
  replaces?: string | null
  /** Why it was shut out. */
  reason?: string
}

/** Since when a device is shut out, epoch ms, and the last command of it that the server knew of by then. */
export interface ShutOut {
  at: number
  witnessed: number
}

export interface DeviceKeyStore {
  keyOf(deviceId: string): string | null
  of(deviceId: string): DeviceKey | null
  /** The device that took another's place with this very key. */
  successorOf(deviceId: string, publicKey: string): string | null
  /** Every identity that this device had before. */
  formerlyOf(deviceId: string): string[]
  /** Which devices took the place of one whose storage was lost, by that one's id. */
  replacements(): Map<string, string>
  shutOut(deviceId: string): ShutOut | null
  /** Null: it may come in again. */
  setShutOut(deviceId: string, shutOut: (ShutOut & { reason: string }) | null): void
  add(key: DeviceKey): void
}

export function openDeviceKeys(database: Database): DeviceKeyStore {
  const get = database.prepare<[string], DeviceKey>(
    `SELECT device_id AS deviceId, public_key AS publicKey, enrolled_at AS enrolledAt, enrolled_by AS enrolledBy, succeeds,
       replaces, reason
     FROM device_key WHERE device_id = ?`,
  )
  const successor = database.prepare<[string, string], { id: string }>(
    'SELECT device_id AS id FROM device_key WHERE succeeds = ? AND public_key = ?',
  )
  const formerly = database.prepare<[string], { id: string }>(
    `WITH RECURSIVE former (id) AS (
       SELECT succeeds FROM device_key WHERE device_id = ?
       UNION SELECT device_key.succeeds FROM device_key JOIN former ON device_key.device_id = former.id
     ) SELECT id FROM former WHERE id IS NOT NULL`,
  )
  const add = database.prepare(
    `INSERT INTO device_key (device_id, public_key, enrolled_at, enrolled_by, succeeds, replaces)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const replacements = database.prepare<[], { id: string; replaces: string }>(
    'SELECT device_id AS id, replaces FROM device_key WHERE replaces IS NOT NULL ORDER BY enrolled_at',
  )
  const shutOut = database.prepare<[string], ShutOut>(
    'SELECT shut_out_at AS at, witnessed FROM device_key WHERE device_id = ? AND shut_out_at IS NOT NULL',
  )
  const setShutOut = database.prepare(
    'UPDATE device_key SET shut_out_at = ?, witnessed = ?, reason = ? WHERE device_id = ?',
  )
  return {
    keyOf: (deviceId) => get.get(deviceId)?.publicKey ?? null,
    of: (deviceId) => get.get(deviceId) ?? null,
    successorOf: (deviceId, publicKey) => successor.get(deviceId, publicKey)?.id ?? null,
    formerlyOf: (deviceId) => formerly.all(deviceId).map(({ id }) => id),
    replacements: () => new Map(replacements.all().map(({ id, replaces }) => [replaces, id])),
    shutOut: (deviceId) => shutOut.get(deviceId) ?? null,
    setShutOut: (deviceId, told) =>
      void setShutOut.run(told?.at ?? null, told?.witnessed ?? 0, told?.reason ?? '', deviceId),
    add: ({ deviceId, publicKey, enrolledAt, enrolledBy, succeeds, replaces = null }) =>
      void add.run(deviceId, publicKey, enrolledAt, enrolledBy, succeeds, replaces),
  }
}
