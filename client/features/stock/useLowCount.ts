import { computed, onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'
import { levelId } from '#shared/tables.ts'
import { idle } from '../../ui/idle.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'

/**
 * How many products are low where this tablet sells. Only those for which somebody has named a level are looked at, and
 * only when there is time: every sale changes levels, and nobody waits for this number before that of the order.
 */
export function useLowCount(): Readonly<ShallowRef<number>> {
  const { device } = useTill()
  const { catalogue, here } = useCatalogue()
  const place = computed(() => device.value?.locationId ?? '')
  const watched = computed(() =>
    (catalogue.value?.items ?? []).flatMap(({ product }) => {
      const threshold = product.tracked ? thresholdAt(product, place.value) : 0
      return threshold > 0 ? [{ id: levelId(product.id, place.value), threshold }] : []
    }),
  )
  const size = shallowRef(0)
  let isDue = false

  function count() {
    isDue = false
    const levels = here.value?.byId
    size.value = watched.value.filter(({ id, threshold }) => {
      const level = levels?.get(id)
      return level !== undefined && standingAfter('fine', level.quantity, threshold) === 'low'
    }).length
  }

  watch(
    [catalogue, here, place],
    () => {
      if (isDue) return
      isDue = true
      idle(() => isDue && count())
    },
    { immediate: true },
  )
  onScopeDispose(() => (isDue = false))
  return size
}
