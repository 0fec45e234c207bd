import type { Device } from '#shared/rows.ts'
import type { Entry } from '../../data/db.ts'

/** What has not reached the server, raw, with the grants it was made under: nothing in it is worked out anew. */
export function journalFile(
  device: Device | null,
  entries: readonly Pick<Entry, 'seq' | 'command'>[],
  grants: readonly string[],
  now: number,
): { name: string; text: string } {
  const sorted = [...entries].sort((a, b) => a.seq - b.seq)
  const day = new Date(now).toISOString().slice(0, 10)
  const content = {
    format: 'awning-journal',
    v: 1,
    device,
    exportedAt: now,
    commands: sorted.map((entry) => entry.command),
    grants,
  }
  return { name: `awning-${device?.letter ?? 'tablet'}-${day}.json`, text: JSON.stringify(content, null, 2) }
}
