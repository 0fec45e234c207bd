import type { Missing } from '#shared/reports.ts'
import { dayAfter } from '#shared/marketDay.ts'
import { instantOf } from '#shared/time.ts'
import type { Store } from '../../store/store.ts'

/** A tablet with a connection asks at least once a minute, and is written down once a minute. */
const quiet = 3 * 60_000

export interface Told {
  /** The range is over, and every tablet has told all of it. */
  isFinal: boolean
  missing: Missing[]
}

/**
 * Which tablets may hold more of the days up to `to` (included) than is known: those that are in use and have not been
 * without anything to send since these days ended, or of late where they have not ended.
 */
export function missingFor(
  store: Pick<Store, 'rows' | 'heard' | 'deviceKeys' | 'journal'>,
  { to, zone, now }: { to: string; zone: string; now: number },
): Told {
  const end = instantOf(`${dayAfter(to)}T00:00:00`, zone)
  const since = Math.min(end, now - quiet)
  const missing = store.rows
    .all('device')
    .filter(({ active }) => active)
    .flatMap(({ id, letter, name }): Missing[] => {
      const said = store.heard.of(id)
      const emptiedAt = said?.emptiedAt ?? null
      if (emptiedAt !== null && emptiedAt >= since) return []
      if ((store.deviceKeys.of(id)?.enrolledAt ?? 0) >= since) return []
      const lastSeq = store.journal.last(id)?.seq ?? 0
      const unsent = said === null || said.head === null ? null : Math.max(0, said.head - lastSeq)
      return [{ deviceId: id, letter, name, since: emptiedAt, unsent }]
    })
  return { isFinal: end <= now && missing.length === 0, missing }
}
