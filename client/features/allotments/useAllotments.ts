import { computed, ref } from 'vue'
import { type Allotment, heldOf } from '#shared/allotment.ts'
import { poolOf } from '#shared/sharing.ts'
import type { Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { useLive } from '../../data/live.ts'
import { allotmentsAt } from '../../data/stockQueries.ts'
import { devices } from '../../data/queries.ts'
import { byName } from '../app/names.ts'
import { useTill } from '../app/useTill.ts'
import { refusalText } from '../catalogue/refusals.ts'

export interface Holder {
  allotment: Allotment
  held: number
  /** "Tablet B, Blue tablet". */
  name: string
  isHere: boolean
  /** Shut out, or at another place: it will not sell here any more. */
  isGone: boolean
}

export interface Scarce {
  product: Product
  level: number
  /** What nobody holds. */
  pool: number
  holders: Holder[]
}

/** Who may sell how much of what is scarce at a place. */
export function useAllotments(place: () => string) {
  const { till, device } = useTill()
  const problem = ref('')
  const found = useLive(
    async () => {
      const { db } = till
      const [rows, tablets] = await Promise.all([allotmentsAt(db, place()), devices(db)])
      // A place may hold tens of thousands of products; few of them are scarce.
      const ids = [...new Set(rows.map(({ productId }) => productId))]
      const [products, known] = await Promise.all([
        db.product.bulkGet(ids),
        db.level.bulkGet(ids.map((id) => levelId(id, place()))),
      ])
      const levels = new Map(known.flatMap((level) => (level ? [[level.productId, level]] : [])))
      return { rows, levels, tablets, products: products.filter((product) => product?.scarce === true) }
    },
    null,
    place,
  )

  const scarce = computed(() => {
    const { rows = [], levels, products = [] } = found.value ?? {}
    return products
      .flatMap((product): Scarce[] => {
        if (!product) return []
        const allotments = rows.filter(({ productId }) => productId === product.id)
        const level = levels?.get(product.id)?.quantity ?? 0
        const holders = allotments.map(holderOf).filter(({ held }) => held > 0)
        holders.sort((a, b) => byName(a.name, b.name))
        return [{ product, level, pool: poolOf({ level, allotments }), holders }]
      })
      .sort((a, b) => byName(a.product.name, b.product.name))
  })

  function holderOf(allotment: Allotment): Holder {
    const tablet = found.value?.tablets.find(({ id }) => id === allotment.deviceId)
    return {
      allotment,
      held: heldOf(allotment),
      name: tablet ? `Tablet ${tablet.letter}, ${tablet.name}` : 'A tablet not known here',
      isHere: allotment.deviceId === device.value?.id,
      isGone: !tablet?.active || tablet.locationId !== place(),
    }
  }

  /** True once the wish is safe on this tablet. */
  async function release({ allotment }: Holder): Promise<boolean> {
    const { productId, locationId, deviceId } = allotment
    const recorded = await till.record('allotment.release', { productId, locationId, deviceId })
    problem.value = recorded.ok ? '' : refusalText(recorded.code)
    return recorded.ok
  }

  return { scarce, problem, release }
}
