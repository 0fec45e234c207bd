import { computed, type ComputedRef } from 'vue'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'

/** How many products are low where this tablet sells. Only those for which somebody has named a level are looked at. */
export function useLowCount(): ComputedRef<number> {
  const { device } = useTill()
  const { catalogue, levels } = useCatalogue()
  const place = computed(() => device.value?.locationId ?? '')
  const watched = computed(() =>
    (catalogue.value?.items ?? []).flatMap(({ product }) => {
      const threshold = product.tracked ? thresholdAt(product, place.value) : 0
      return threshold > 0 ? [{ id: product.id, threshold }] : []
    }),
  )
  return computed(
    () =>
      watched.value.filter(({ id, threshold }) => {
        const level = levels.value.of(id)
        return level !== undefined && standingAfter('fine', level.quantity, threshold) === 'low'
      }).length,
  )
}
