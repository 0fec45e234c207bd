import type { Database } from './database.ts'

/** A device's public key (P-256, SPKI in base64) and who let it in. */
export interface DeviceKey {
  deviceId: string
  publicKey: string
  enrolledAt: number
  enrolledBy: string
}

export interface DeviceKeyStore {
  keyOf(deviceId: string): string | null
  add(key: DeviceKey): void
}

export function openDeviceKeys(database: Database): DeviceKeyStore {
  const get = database.prepare<[string], { publicKey: string }>(
    'SELECT public_key AS publicKey FROM device_key WHERE device_id = ?',
  )
  const add = database.prepare(
    'INSERT INTO device_key (device_id, public_key, enrolled_at, enrolled_by) VALUES (?, ?, ?, ?)',
  )
  return {
    keyOf: (deviceId) => get.get(deviceId)?.publicKey ?? null,
    add: ({ deviceId, publicKey, enrolledAt, enrolledBy }) =>
      void add.run(deviceId, publicKey, enrolledAt, enrolledBy),
  }
}
