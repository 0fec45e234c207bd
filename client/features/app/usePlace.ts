import { computed } from 'vue'
import { locations } from '../../data/queries.ts'
import { useLive } from '../../data/live.ts'
import { useTill } from './useTill.ts'

/** Where this tablet stands and which one it is: "Leith Saturday · Tablet A". */
export function usePlace() {
  const { till, device } = useTill()
  const all = useLive(() => locations(till.db), [])
  const location = computed(() => all.value.find(({ id }) => id === device.value?.locationId))
  const place = computed(() =>
    [location.value?.name, device.value && `Tablet ${device.value.letter}`].filter(Boolean).join('\u00a0· '),
  )
  return { location, place }
}
