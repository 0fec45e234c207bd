import type { Database } from './database.ts'

/** Single values that belong to the database itself. */
export interface MetaStore {
  get(key: string): string | null
  set(key: string, value: string): void
  getOrMake(key: string, make: () => string): string
}

export function openMeta(database: Database): MetaStore {
  const get = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?')
  const set = database.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    get: (key) => get.get(key)?.value ?? null,
    set: (key, value) => void set.run(key, value),
    getOrMake(key, make) {
      const known = get.get(key)?.value
      if (known !== undefined) return known
      const value = make()
      set.run(key, value)
      return value
    },
  }
}
