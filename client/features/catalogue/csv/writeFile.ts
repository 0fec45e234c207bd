import type { Product } from '#shared/rows.ts'
import { wholeOf } from '../whole.ts'
import { type Around, columns } from './columns.ts'
import { sheetOf } from '#shared/sheet.ts'

/** Products as a file that any spreadsheet opens, none is attacked by, and an import takes back as it was. */
export function productsFile(products: readonly Product[], currency: string): string {
  const skus = new Map(products.map(({ id, sku }) => [id, sku]))
  const around: Around = {
    currency,
    newId: () => '',
    skuOf: (id) => skus.get(id) ?? '',
    withSku: () => undefined,
  }
  const lines = products.map((product) => {
    const whole = wholeOf(product)
    return columns.map((column) => column.write(whole, around))
  })
  return sheetOf([columns.map(({ name }) => name), ...lines])
}
