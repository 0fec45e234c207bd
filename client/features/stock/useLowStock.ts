import { computed, onScopeDispose, shallowRef } from 'vue'
import { levelId } from '#shared/tables.ts'
import { momentText } from '../app/days.ts'
import { useAddress } from '../app/useAddress.ts'
import { usePlaces } from '../app/usePlaces.ts'
import { useTill } from '../app/useTill.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { lowShelves } from './lowShelves.ts'
import { useLevels } from './useLevels.ts'

/** What is running out, where and since when: by this tablet's own rows, and when it began by the server's. */
export function useLowStock(now: () => number = () => Date.now()) {
  const { till, business } = useTill()
  const { places, options, nameOf } = usePlaces()
  const { products } = useCatalogue()
  const address = useAddress()
  const shown = computed(() => places.value.map(({ id }) => id))
  const levels = useLevels(() => shown.value)
  const since = shallowRef<ReadonlyMap<string, number>>(new Map())
  const isUnknown = shallowRef(false)

  async function ask() {
    const answer = await till.lowStock()
    isUnknown.value = !answer.ok
    if (!answer.ok) return
    const { shelves } = answer.value
    since.value = new Map(shelves.map((one) => [levelId(one.productId, one.locationId), one.since]))
  }
  const again = () => void ask()
  again()
  globalThis.addEventListener('online', again)
  onScopeDispose(() => globalThis.removeEventListener('online', again))

  const all = computed(() =>
    lowShelves(products.value?.byId.values() ?? [], shown.value, levels.value ?? new Map(), since.value),
  )
  const place = computed({
    get: () => address.read('at') || 'all',
    set: (id) => void address.write({ at: id === 'all' ? '' : id }),
  })
  const productId = computed(() => address.read('product'))

  return {
    isLoading: computed(() => products.value === null || levels.value === null),
    rows: computed(() => all.value.filter((low) => place.value === 'all' || low.locationId === place.value)),
    isQuiet: computed(() => all.value.length === 0),
    place,
    options: computed(() => [{ value: 'all', label: 'All locations' }, ...options.value]),
    nameOf,
    /** The server cannot say just now since when. */
    isUnknown,
    sinceText(at: number | null): string {
      return at === null ? '–' : momentText(at, business.value?.zone ?? 'UTC', now())
    },
    productId,
    at: computed(() => address.read('of')),
    look: (product: string, of: string) => void address.write({ product, of }, 'push'),
    close: () => void address.write({ product: '', of: '' }),
  }
}
