import { computed, type ComputedRef, effectScope, type ShallowRef, shallowRef, watch } from 'vue'
import { freeOf } from '#shared/allotment.ts'
import type { Level, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { useLive } from '../../data/live.ts'
import { type Mirrored, useMirror } from '../../data/mirror.ts'
import { allotmentsOf, levelsOf, products } from '../../data/queries.ts'
import type { PageTill } from '../../data/early.ts'
import { idle } from '../../ui/idle.ts'
import { useTill } from '../app/useTill.ts'
import { listAhead, type Listed, listingOf } from '../catalogue/listing.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import type { Left } from './shelf.ts'

/** Levels at the place where this tablet sells. A new one after each change. */
export interface Levels {
  of(productId: string): Left
}

interface Stocked {
  /** Null until the products have been read for the first time. */
  catalogue: Readonly<ShallowRef<Catalogue | null>>
  levels: ComputedRef<Levels>
  /** Every product, archived ones too. */
  products: Readonly<ShallowRef<Mirrored<Product> | null>>
  /** The same by name, with what each is found by; made when somebody looks. */
  listing: ComputedRef<readonly Listed[]>
  /** What lies where this tablet sells, by the level's id. */
  here: Readonly<ShallowRef<Mirrored<Level> | null>>
}

const nothing: ReadonlyMap<string, Product> = new Map()
const stocked = new WeakMap<PageTill, Stocked>()

/** What can be sold here and how much of it is left, read once and kept for as long as the app lives. */
export function useCatalogue(): Stocked {
  const { till, device } = useTill()
  const known = stocked.get(till)
  if (known) return known
  const made = effectScope(true).run(() =>
    stock(
      till,
      () => device.value?.locationId ?? '',
      () => device.value?.id ?? '',
    ),
  )
  if (!made) throw new Error('a scope that was just made runs')
  stocked.set(till, made)
  return made
}

function stock(till: PageTill, place: () => string, device: () => string): Stocked {
  const { db } = till
  const catalogue = shallowRef<Catalogue | null>(null)
  const rows = useMirror(db, 'product', { all: () => products(db), belongs: () => true })
  watch(rows, (found, before) => {
    if (found && !before) listAhead(found.byId, idle)
    catalogue.value = found ? catalogueOf(found.byId.values(), catalogue.value ?? undefined) : null
  })

  const found = shallowRef<Mirrored<Level> | null>(null)
  watch(
    place,
    (locationId, _before, onCleanup) => {
      const scope = effectScope(true)
      scope.run(() => {
        const here = useMirror(db, 'level', {
          all: () => levelsOf(db, locationId),
          belongs: (level) => level.locationId === locationId,
        })
        watch(here, (now) => (found.value = now))
      })
      onCleanup(() => scope.stop())
    },
    { immediate: true },
  )
  const allotments = useLive(() => allotmentsOf(db, device()), [], device)
  const levels = computed(() => {
    const byId = found.value?.byId
    const own = allotments.value
    const of = (productId: string): Left => {
      const level = byId?.get(levelId(productId, place()))
      if (!level || !catalogue.value?.byId.get(productId)?.scarce) return level
      const allotment = own.find((one) => one.productId === productId && one.locationId === place())
      return { ...level, free: allotment ? freeOf(allotment) : 0 }
    }
    return { of }
  })
  const listing = computed(() => listingOf(rows.value?.byId ?? nothing))
  return { catalogue, levels, products: rows, listing, here: found }
}
