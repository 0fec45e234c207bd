import { computed } from 'vue'
import type { Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { byName } from '../app/names.ts'
import { useCatalogue } from '../sell/useCatalogue.ts'
import { useLevels } from './useLevels.ts'

/** What can be counted or moved at a place, by category and name, with what should be there now. */
export function useShelfProducts(place: () => string) {
  const { listing } = useCatalogue()
  const levels = useLevels(() => [place()])

  function levelOf(productId: string): number {
    return levels.value?.get(levelId(productId, place()))?.quantity ?? 0
  }

  const shelf = computed(() => {
    const kept = listing.value
      .map(({ product }) => product)
      .filter(({ id, tracked, active }) => tracked && (active || levelOf(id) !== 0))
    return byCategory(kept)
  })
  return { shelf, levelOf }
}

/** They come by name already: tens of thousands need no sorting but that of their few categories. */
function byCategory(products: readonly Product[]): Product[] {
  const groups = Map.groupBy(products, ({ category }) => category)
  return [...groups.keys()].sort(byName).flatMap((category) => groups.get(category) ?? [])
}
