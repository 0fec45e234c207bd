import { type ShallowRef, shallowRef, watch } from 'vue'
import type { PlacedOrder } from '#shared/order.ts'
import type { Seen } from '../../data/journal.ts'
import { useLive } from '../../data/live.ts'
import type { PageTill } from '../../data/early.ts'

/** An order that is about to be charged. */
export interface Coming {
  id: string
  order: Omit<PlacedOrder, 'number'>
}

/**
 * What an order will find on this tablet, read while the customer looks for money and again whenever anything has
 * happened, so that charging it only writes.
 */
export function useForeseen(
  till: Pick<PageTill, 'db' | 'foresee'>,
  coming: () => Coming | null,
): Readonly<ShallowRef<Seen | null>> {
  const seen = shallowRef<Seen | null>(null)
  const turn = useLive(
    async () => (coming() ? (await till.db.read('turn')).turn : undefined),
    undefined,
    () => coming() !== null,
  )
  watch(
    [coming, turn],
    async ([now]) => {
      seen.value = null
      const found = now && (await till.foresee(now.order, now.id).catch(() => null))
      if (coming() === now) seen.value = found
    },
    { immediate: true },
  )
  return seen
}
