import { products } from '../../data/queries.ts'
import { download } from '../app/download.ts'
import { byName } from '../app/names.ts'
import { useTill } from '../app/useTill.ts'
import { productsFile } from './csv/writeFile.ts'

/** Hands a person the whole catalogue as a file for a spreadsheet. */
export function useExport() {
  const { till, business } = useTill()
  return async () => {
    const all = (await products(till.db)).sort(
      (a, b) => byName(a.category, b.category) || byName(a.name, b.name),
    )
    const day = new Date().toISOString().slice(0, 10)
    const text = productsFile(all, business.value?.currency ?? 'GBP')
    download({ name: `products-${day}.csv`, text, type: 'text/csv' })
  }
}
