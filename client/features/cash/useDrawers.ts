import { computed } from 'vue'
import type { TillSession } from '#shared/rows.ts'
import { isOpen } from '#shared/tillSession.ts'
import { sellInto, sessions } from '../../data/drawer.ts'
import { useLive } from '../../data/live.ts'
import { byName } from '../app/names.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { isPartOf } from './words.ts'

/** The drawers that this tablet may sell into, and all there were, the latest first. */
export function useDrawers() {
  const { till, device, drawer, may } = useTill()
  const { nameOf } = usePlaces()
  const address = useAddress()
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

  // What one comes back for: the stall is in the address.
  const stall = address.word('at')
  const stalls = computed(() => {
    const ids = [...new Set(past.value.flatMap(({ opened }) => opened?.locationId ?? []))]
    const named = ids.map((value) => ({ value, label: nameOf(value) }))
    return [{ value: '', label: 'All stalls' }, ...named.sort((a, b) => byName(a.label, b.label))]
  })

  /** Open at another stall: shown to whoever sees them all. */
  function isElsewhere(session: TillSession): boolean {
    return isOpen(session) && session.opened?.locationId !== device.value?.locationId
  }

  return {
    isLoading: computed(() => all.value === null),
    current: computed(() => drawer.value),
    others,
    past,
    shown: computed(() =>
      past.value.filter(({ opened }) => stall.value === '' || opened?.locationId === stall.value),
    ),
    stall,
    stalls,
    use: (id: string | null) => sellInto(till.db, id),
  }
}

function latestOf({ opened, closings }: TillSession): number {
  return closings.at(-1)?.at ?? opened?.at ?? 0
}
