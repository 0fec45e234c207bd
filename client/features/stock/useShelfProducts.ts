import { computed } from 'vue'
import type { Level, Product } from '#shared/rows.ts'
import { useLive } from '../../data/live.ts'
import { levelsAt, products } from '../../data/queries.ts'
import { useTill } from '../app/useTill.ts'
import { byName } from '../app/names.ts'

/** What can be counted or moved at a place, by category and name, with what should be there now. */
export function useShelfProducts(place: () => string) {
  const { till } = useTill()
  const catalogue = useLive<Product[]>(() => products(till.db), [])
  const levels = useLive<ReadonlyMap<string, Level>>(() => levelsAt(till.db, place()), new Map(), place)

  function levelOf(productId: string): number {
    return levels.value.get(productId)?.quantity ?? 0
  }

  const shelf = computed(() =>
    catalogue.value
      .filter((product) => product.tracked && (product.active || levelOf(product.id) !== 0))
      .sort((a, b) => byName(a.category, b.category) || byName(a.name, b.name)),
  )
  return { shelf, levelOf }
}
