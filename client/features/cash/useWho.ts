import { computed } from 'vue'
import type { Device, Person } from '#shared/rows.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { devices, people } from '../../data/queries.ts'
import { nearDayText } from '../app/days.ts'
import { useTill } from '../app/useTill.ts'
import { useNow } from '../orders/useNow.ts'

/** Who, on which tablet and when, in words. */
export function useWho() {
  const { till, business } = useTill()
  const everyone = useLive<readonly Person[]>(() => people(till.db), [])
  const tablets = useLive<readonly Device[]>(() => devices(till.db), [])
  const now = useNow()
  const zone = computed(() => business.value?.zone ?? 'UTC')

  const when = (at: number) =>
    `${nearDayText(dayOf(at, zone.value), dayOf(now.value, zone.value))}, ${clockOf(at, zone.value)}`

  return {
    personOf: (id: string) => everyone.value.find((one) => one.id === id)?.name ?? 'someone not known here',
    tabletOf: (id: string) => {
      const tablet = tablets.value.find((one) => one.id === id)
      return tablet ? `Tablet ${tablet.letter}` : 'A tablet not known here'
    },
    /** "Today, 09:58", and the same in the middle of a sentence. */
    when,
    whenSaid: (at: number) => when(at).replace(/^(Today|Yesterday)/, (word) => word.toLowerCase()),
  }
}
