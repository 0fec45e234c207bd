import { computed } from 'vue'
import { useLive } from '../../data/live.ts'
import type { Known } from '../../data/here.ts'
import { useTill } from '../app/useTill.ts'

/** Who has a PIN on this tablet; null until that is known. */
export function useKnown() {
  const { till, person } = useTill()
  const known = useLive<readonly Known[] | null>(() => till.pins.known(), null)
  return {
    known,
    /** Whether whoever is on the till can come back with a PIN. */
    hasPin: computed(() => known.value?.some((one) => one.person === person.value?.person) ?? false),
  }
}
