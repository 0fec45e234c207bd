import { computed, onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'
import { levelId } from '#shared/tables.ts'
import { idle } from '../../ui/idle.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'

/**
 * How many products are low where this tablet sells. Only those for which somebody has named a level are looked at, after
 * a sale only those that were sold, and only when there is time: nobody waits for this number before that of the order.
 */
export function useLowCount(): Readonly<ShallowRef<number>> {
  const { device } = useTill()
  const { catalogue, here } = useCatalogue()
  const place = computed(() => device.value?.locationId ?? '')
  /** By the level's id. */
  const thresholds = computed(() => {
    const named = (catalogue.value?.items ?? []).flatMap(({ product }) => {
      const threshold = product.tracked ? thresholdAt(product, place.value) : 0
      return threshold > 0 ? [[levelId(product.id, place.value), threshold] as const] : []
    })
    return new Map(named)
  })
  const size = shallowRef(0)
  const low = new Set<string>()
  const changed = new Set<string>()
  let [isWhole, isDue, isOver] = [true, false, false]

  function plan(ids: readonly string[] | null) {
    if (ids) for (const id of ids) changed.add(id)
    else isWhole = true
    if (isDue) return
    isDue = true
    idle(count)
  }

  function count() {
    isDue = false
    if (isOver) return
    if (isWhole) low.clear()
    for (const id of isWhole ? thresholds.value.keys() : changed) {
      if (isLow(id)) low.add(id)
      else low.delete(id)
    }
    isWhole = false
    changed.clear()
    size.value = low.size
  }

  function isLow(id: string): boolean {
    const threshold = thresholds.value.get(id)
    const level = here.value?.byId.get(id)
    return threshold !== undefined && level !== undefined && isBelow(level.quantity, threshold)
  }

  watch([catalogue, place], () => plan(null), { immediate: true })
  watch(here, (now) => plan(now?.changed ?? null), { flush: 'sync' })
  onScopeDispose(() => (isOver = true))
  return size
}

function isBelow(quantity: number, threshold: number): boolean {
  return standingAfter('fine', quantity, threshold) === 'low'
}
