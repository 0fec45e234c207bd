import { computed } from 'vue'
import type { Trade } from '#shared/sales.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { products, waiting } from '../../data/queries.ts'
import { tradesSince } from '../../data/trades.ts'
import { useAddress } from '../app/useAddress.ts'
import { useTill } from '../app/useTill.ts'
import { useNow } from '../orders/useNow.ts'
import { doneOn, todayOf } from './today.ts'

/** How today goes by this tablet's own rows, with and without a network. Money only for those who may see it. */
export function useToday() {
  const { till, device, business, may } = useTill()
  const now = useNow()
  const of = useAddress().choice('of', ['stall', 'tablet'])
  const zone = computed(() => business.value?.zone ?? 'UTC')
  const day = computed(() => dayOf(now.value, zone.value))
  const trades = useLive<Trade[] | null>(
    () => tradesSince(till.db, instantOf(`${day.value}T00:00:00`, zone.value)),
    null,
    () => `${day.value} ${zone.value}`,
  )
  const names = useLive(
    async () => new Map((await products(till.db)).map(({ id, name }) => [id, name])),
    new Map<string, string>(),
  )
  const unsent = useLive(() => waiting(till.db), null)
  const sold = computed(() => {
    const inOrders = (trades.value ?? []).flatMap(({ order }) => order?.lines ?? [])
    return new Map(inOrders.map(({ productId, name }) => [productId, name]))
  })

  return {
    ...{ of, day, unsent },
    /** Who counts a drawer blind must not learn here what should be in it. */
    seesMoney: computed(() => may('till.see')),
    today: computed(() => {
      if (!trades.value) return null
      const isOwn = of.value === 'tablet'
      const shown = isOwn ? doneOn(trades.value, device.value?.id ?? '') : trades.value
      const locationId = isOwn ? null : (device.value?.locationId ?? null)
      return todayOf(shown, { zone: zone.value, day: day.value, locationId })
    }),
    nameOf: (id: string) => sold.value.get(id) ?? names.value.get(id) ?? 'A product not known here',
  }
}
