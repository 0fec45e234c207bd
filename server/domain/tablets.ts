import type { Tablet, TabletChange } from '#shared/tablets.ts'
import type { Device } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { type Doer, noteAct } from './acts.ts'

/** Every tablet there ever was, with what it last said of itself. */
export function listTablets({ rows, deviceKeys, heard, journal }: Store): Tablet[] {
  const replacements = deviceKeys.replacements()
  const letters = new Map(rows.all('device').map(({ id, letter }) => [id, letter]))
  return rows.all('device').map((device) => {
    const [key, said] = [deviceKeys.of(device.id), heard.of(device.id)]
    const lastSeq = journal.last(device.id)?.seq ?? 0
    return {
      ...device,
      enrolledAt: key?.enrolledAt ?? null,
      enrolledBy: key?.enrolledBy ?? null,
      seenAt: said?.at ?? null,
      lastSeq,
      unsent: said?.head === null || !said ? null : Math.max(0, said.head - lastSeq),
      app: said?.app ?? '',
      storage: said?.storage ?? null,
      reason: key?.reason ?? '',
      aside: journal.aside(device.id, 'after-revocation').length,
      goesOnAs: letters.get(replacements.get(device.id) ?? '') ?? null,
    }
  })
}

export type TabletChanged = { ok: true } | { ok: false; code: 'not-found' | 'unknown-location' }

/**
 * Renames or moves a tablet, shuts it out or lets it in again. What it has sold stays what it is; `endSessions` signs out who
 * is signed in on it.
 */
export function changeTablet(
  store: Store,
  now: () => number,
  doer: Doer,
  id: string,
  change: TabletChange,
  endSessions: (device: string) => void,
): TabletChanged {
  const at = now()
  return store.write((): TabletChanged => {
    const device = store.rows.one('device', id)
    if (!device) return { ok: false, code: 'not-found' }
    const { reason = '', ...fields } = { reason: undefined, ...change }
    const next: Device = { ...device, ...fields }
    const isMoved = next.locationId !== device.locationId
    if (isMoved && store.rows.one('location', next.locationId)?.active !== true)
      return { ok: false, code: 'unknown-location' }
    const rev = store.revisions.head().rev + 1
    store.rows.put('device', next, rev)
    store.revisions.add(rev, at)
    if (!next.active) endSessions(id)
    if (next.active !== device.active)
      store.deviceKeys.setShutOut(id, next.active ? null : { at, witnessed: heardOf(store, id), reason })
    noteAct(store, doer, {
      ...{ at, name: next.active === device.active ? 'device.change' : 'device.revoke' },
      ...{ subjectId: id, subject: `${device.letter} · ${device.name}` },
      before: told(store, device),
      after: { ...told(store, next), ...(reason ? { reason } : {}) },
    })
    return { ok: true }
  })
}

/** How much of its journal the server holds, or was told of in a hello. */
function heardOf({ heard, journal }: Pick<Store, 'heard' | 'journal'>, id: string): number {
  return Math.max(heard.of(id)?.head ?? 0, journal.last(id)?.seq ?? 0)
}

function told({ rows }: Pick<Store, 'rows'>, { name, locationId, active }: Device): Record<string, unknown> {
  return { name, place: rows.one('location', locationId)?.name ?? '', active }
}
