import { computed } from 'vue'
import { carry } from '../../data/carry.ts'
import { compareSoon } from '../../data/compare.ts'
import { entriesWith } from '../../data/entryQueries.ts'
import type { Entry, EntryState } from '../../data/db.ts'
import { useLive } from '../../data/live.ts'
import { useTill } from '../app/useTill.ts'
import { carriedText } from './explain.ts'
import { download } from '../app/download.ts'
import { journalFile } from './export.ts'

const mostListed = 50
const all = 1_000_000

/**
 * The entries that still wait and those that the server did not apply, read only while somebody looks at them; and a
 * way to take the former along.
 */
export function useJournal(isOpen: () => boolean) {
  const { till, courier, device } = useTill()
  const listed = (state: EntryState) =>
    useLive<readonly Entry[]>(
      async () => (isOpen() ? entriesWith(till.db, state, mostListed) : []),
      [],
      isOpen,
    )
  const unsent = listed('waiting')
  const rejected = listed('rejected')
  const setAside = listed('quarantined')
  const deferred = listed('deferred')
  const troubled = computed(() =>
    [...rejected.value, ...setAside.value, ...deferred.value]
      .sort((a, b) => b.seq - a.seq)
      .slice(0, mostListed),
  )

  async function exportUnsent() {
    const entries = await entriesWith(till.db, 'waiting', all)
    const ids = [...new Set(entries.map((entry) => entry.command.grant))]
    const grants = (await till.db.grants.bulkGet(ids)).flatMap((grant) => (grant ? [grant.token] : []))
    download({ ...journalFile(device.value, entries, grants, Date.now()), type: 'application/json' })
  }

  /** Sends what another tablet exported; gives a sentence on what became of it. */
  async function takeIn(file: Blob): Promise<string> {
    const carried = await carry(till.api, await file.text())
    if (carried.ok) courier.now()
    return carriedText(carried)
  }

  return { unsent, troubled, exportUnsent, takeIn }
}

/** When the rows here were last held against the server's, and a way to have it done now. */
export function useComparison() {
  const { till, courier } = useTill()
  const compared = useLive(async () => {
    const { compared: found, clock } = await till.db.read('compared', 'clock')
    return found ? { ...found, at: found.at - (clock?.offset ?? 0) } : null
  }, null)

  async function compareNow() {
    await compareSoon(till.db)
    courier.now()
  }

  return { compared, compareNow }
}
