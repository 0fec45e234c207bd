import { v7 } from 'uuid'
import { type Outside, wait } from '../data/outside.ts'
import { openMemory } from './indexedDb/factory.ts'

/** What surrounds a tablet here: a browser's storage in memory, and a fetch that is handed in. */
export function tabletOutside(fetch: Outside['fetch'], changes: Partial<Outside> = {}): Outside {
  return {
    fetch,
    now: () => Date.now(),
    steady: { id: v7(), now: () => performance.now() },
    newId: () => v7(),
    zone: () => 'Europe/London',
    subtle: globalThis.crypto.subtle,
    ...openMemory(),
    wait,
    random: () => 0.5,
    bytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    ...changes,
  }
}
