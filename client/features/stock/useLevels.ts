import { computed, effectScope, onScopeDispose, type ShallowRef, watch } from 'vue'
import type { Level } from '#shared/rows.ts'
import { type Mirrored, useMirror } from '../../data/mirror.ts'
import { allLevels } from '../../data/stockQueries.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'

/**
 * Levels by their ids, at these places at least: those of the tablet's own place are in memory as they are, all others
 * are read when somebody first looks at another one. Null until they are there.
 */
export function useLevels(places: () => readonly string[]) {
  const { till, device } = useTill()
  const { here } = useCatalogue()
  const scope = effectScope()
  let all: ShallowRef<Mirrored<Level> | null> | undefined
  const isHere = computed(() => places().every((place) => place === device.value?.locationId))
  watch(
    isHere,
    () => {
      if (isHere.value || all) return
      all = scope.run(() =>
        useMirror(till.db, 'level', { all: () => allLevels(till.db), belongs: () => true }),
      )
    },
    { immediate: true },
  )
  onScopeDispose(() => scope.stop())
  return computed(() => (isHere.value ? here.value?.byId : all?.value?.byId) ?? null)
}
