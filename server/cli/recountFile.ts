import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recount } from '../domain/recount.ts'
import { openReadStore, openStore } from '../store/store.ts'

/** Where the sums that reports are read from differ from a recount of the journal, beside a server that may be running. */
export function recountFile(path: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'awning-recount-'))
  const store = openReadStore(path)
  const empty = openStore(join(folder, 'recount.db'))
  try {
    return store.read(() => recount(store, empty))
  } finally {
    empty.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function toldOf(differing: readonly string[]): string {
  const [first] = differing
  if (first === undefined) return 'Sales and stock by day and month are what a recount of the journal gives.'
  const sums =
    differing.length === 1 ? 'One sum differs' : `${differing.length.toLocaleString('en-GB')} sums differ`
  return `${sums} from a recount of the journal. The first: ${first}.`
}
