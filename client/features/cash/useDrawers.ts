import { computed } from 'vue'
import type { TillSession } from '#shared/rows.ts'
import { isOpen } from '#shared/tillSession.ts'
import { sellInto, sessions } from '../../data/drawer.ts'
import { useLive } from '../../data/live.ts'
import { useTill } from '../app/useTill.ts'
import { isPartOf } from './words.ts'

/** The drawers that this tablet may sell into, and all there were, the latest first. */
export function useDrawers() {
  const { till, device, drawer, may } = useTill()
  const all = useLive<readonly TillSession[] | null>(() => sessions(till.db), null)

  const others = computed(() =>
    (all.value ?? []).filter(
      (session) =>
        isOpen(session) &&
        session.opened?.locationId === device.value?.locationId &&
        session.id !== drawer.value?.id,
    ),
  )
  const past = computed(() =>
    (all.value ?? [])
      .filter((session) => may('till.see') || isPartOf(session, device.value?.id ?? ''))
      .filter((session) => session.closings.length > 0 || isElsewhere(session))
      .sort((a, b) => latestOf(b) - latestOf(a) || (a.id < b.id ? 1 : -1)),
  )

  /** Open at another stall: shown to whoever sees them all. */
  function isElsewhere(session: TillSession): boolean {
    return isOpen(session) && session.opened?.locationId !== device.value?.locationId
  }

  return {
    isLoading: computed(() => all.value === null),
    current: computed(() => drawer.value),
    others,
    past,
    use: (id: string | null) => sellInto(till.db, id),
  }
}

function latestOf({ opened, closings }: TillSession): number {
  return closings.at(-1)?.at ?? opened?.at ?? 0
}
