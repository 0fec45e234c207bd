import { createHmac, hkdfSync } from 'node:crypto'

/** The keys that people seal commands with. They follow from a key outside the database, so nothing of them is kept. */
export interface Seals {
  keyOf(device: string, person: string): Uint8Array
}

export function openSeals(key: Uint8Array): Seals {
  const secret = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'awning seals 1', 32))
  return {
    keyOf: (device, person) => createHmac('sha256', secret).update(`${device}\n${person}`).digest(),
  }
}
