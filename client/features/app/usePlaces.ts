import { computed } from 'vue'
import type { Location } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { locations } from '../../data/queries.ts'
import { useTill } from './useTill.ts'
import { byName } from './names.ts'

/** The places where stock lies, by name; `here` is where this tablet sells. */
export function usePlaces() {
  const { till, device } = useTill()
  const all = useLive<readonly Location[] | null>(() => locations(till.db), null)
  const places = computed(() =>
    (all.value ?? []).filter((place) => place.active).sort((a, b) => byName(a.name, b.name)),
  )
  const here = computed(() => device.value?.locationId ?? places.value[0]?.id ?? '')
  const options = computed(() =>
    places.value.map((place) => ({
      value: place.id,
      label: place.id === device.value?.locationId ? `${place.name} (here)` : place.name,
    })),
  )

  function nameOf(id: string): string {
    return all.value?.find((place) => place.id === id)?.name ?? 'A place not known here yet'
  }

  return { all, places, here, options, nameOf }
}
