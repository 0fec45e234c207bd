import { computed, ref, watch } from 'vue'
import { clockOf, dayOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import {
  countsOf,
  hasBookOf,
  levelOfProduct,
  movementsOf,
  orderById,
  people,
  productById,
} from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { storyOf } from './history.ts'

const page = 50

/** Everything that happened to a product at a place, the newest first, a page at a time. */
export function useHistory(product: () => string, place: () => string) {
  const { till, business } = useTill()
  const limit = ref(page)
  const asked = () => [product(), place(), limit.value]
  watch([product, place], () => (limit.value = page))

  const found = useLive(() => productById(till.db, product()), null, product)
  const level = useLive(() => levelOfProduct(till.db, product(), place()), null, asked)
  const isHere = useLive(() => hasBookOf(till.db, place()), true, place)
  const staff = useLive(() => people(till.db), [])
  const story = useLive(
    async () => {
      const [movements, counts] = await Promise.all([
        movementsOf(till.db, product(), place(), limit.value + 1),
        countsOf(till.db, product(), place(), limit.value + 1),
      ])
      const oldest = movements.at(-1)
      const all = storyOf(movements, counts, movements.length > limit.value ? oldest?.at : 0)
      const shown = all.slice(0, limit.value)
      const orders = await Promise.all(
        shown.flatMap(({ orderId }) => (orderId === null ? [] : [orderById(till.db, orderId)])),
      )
      const numbers = new Map(orders.flatMap((order) => (order ? [[order.id, order.number] as const] : [])))
      return { shown, numbers, hasMore: all.length > limit.value }
    },
    null,
    asked,
  )

  const zone = computed(() => business.value?.zone ?? 'UTC')
  const names = computed(() => new Map(staff.value.map((person) => [person.id, person.name])))

  const lines = computed(() =>
    (story.value?.shown ?? []).map((happening) => ({
      ...happening,
      who: names.value.get(happening.actorId) ?? 'Someone not known here yet',
      day: dayOf(happening.at, zone.value),
      clock: clockOf(happening.at, zone.value),
      order: happening.orderId === null ? null : (story.value?.numbers.get(happening.orderId) ?? 'Order'),
    })),
  )

  return {
    product: found,
    level: computed(() => level.value?.quantity ?? 0),
    lines,
    isLoading: computed(() => story.value === null),
    /** Whether this tablet is told what happens there. */
    isHere,
    hasMore: computed(() => story.value?.hasMore ?? false),
    more: () => (limit.value += page),
  }
}
