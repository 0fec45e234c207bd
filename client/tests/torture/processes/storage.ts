import { Database } from '../../../data/db.ts'
import type { Outside } from '../../../data/outside.ts'
import { openMemory } from '../../indexedDb/factory.ts'

/** A tablet's whole storage once more, key and all, as a cloned disk image would hold it. */
export async function copyOf(db: Database, outside: Outside): Promise<Outside> {
  const twin: Outside = { ...outside, ...openMemory() }
  const copy = new Database(db.name, twin)
  await copy.open()
  for (const table of db.tables) await copy.table(table.name).bulkPut(await table.toArray())
  copy.close()
  return twin
}
