import { effectScope, shallowRef, watch } from 'vue'
import { orderNumber } from '#shared/order.ts'
import { useLive } from '../../data/live.ts'
import { locations, waiting as waitingIn } from '../../data/queries.ts'
import type { Here } from '../app/useTill.ts'
import { leaveTrace } from './trace.ts'

/** Notes after every tap and every answer how much of this tablet would be lost with its database. */
export function leaveTraces({ till, courier, device, business }: Here): void {
  effectScope(true).run(() => {
    const waiting = useLive(() => waitingIn(till.db), null)
    const places = useLive(() => locations(till.db), [])
    const head = useLive(async () => (await till.db.read('head')).head ?? null, null)
    const contactAt = shallowRef(courier.status().lastAnswerAt)
    courier.subscribe(({ lastAnswerAt }) => (contactAt.value = lastAnswerAt))

    watch([device, business, waiting, places, head, contactAt], () => {
      if (!device.value || !waiting.value || !head.value) return
      const { letter, name, locationId } = device.value
      const { orders, amount, others } = waiting.value
      const { counter } = head.value
      leaveTrace({
        ...{ letter, name, locationId },
        place: places.value.find(({ id }) => id === locationId)?.name ?? '',
        currency: business.value?.currency ?? 'GBP',
        last: counter === 0 ? null : orderNumber(letter, counter),
        sent: Math.max(0, counter - orders),
        waiting: { orders, amount, others },
        contactAt: contactAt.value,
      })
    })
  })
}
