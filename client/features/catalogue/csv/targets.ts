import { barcodesOf, titleOf } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import { fold } from '#shared/fold.ts'
import { skuFrom } from '../productForm.ts'
import type { Heading } from './headings.ts'
import type { Means } from './means.ts'

/** The catalogue by what a file may know its products by. */
export interface Known {
  byId: ReadonlyMap<string, Product>
  bySku: ReadonlyMap<string, readonly Product[]>
  byTitle: ReadonlyMap<string, readonly Product[]>
  /** Who has which barcode. */
  codes: ReadonlyMap<string, { id: string; title: string }>
}

export function knownBy(products: readonly Product[]): Known {
  const codes = products.flatMap((product) =>
    barcodesOf(product).map((code) => [fold(code), { id: product.id, title: titleOf(product) }] as const),
  )
  return {
    byId: new Map(products.map((product) => [product.id, product])),
    bySku: Map.groupBy(products, ({ sku }) => fold(sku)),
    byTitle: Map.groupBy(products, (product) => fold(titleOf(product))),
    codes: new Map(codes.reverse()),
  }
}

/** Rows between two breaths. */
const breath = 1_000

export type Target = { ok: true; id: string; sku: string } | { ok: false; cell: string; text: string }

/**
 * Which product each row is about: the one with its SKU; where it has none, the one of its name; else a new one. What is
 * new is found again by its SKU when the same file is taken once more.
 */
export async function targetsOf(
  rows: readonly (readonly string[])[],
  headings: readonly Heading[],
  known: Known,
  { newId, breathe }: Pick<Means, 'newId' | 'breathe'>,
) {
  const at = (name: string) => headings.findIndex((heading) => heading?.column.name === name)
  const [skuAt, nameAt, variantAt, parentAt] = [at('sku'), at('name'), at('variant'), at('variant_of')]
  const cellIn = (cells: readonly string[], index: number) => (cells[index] ?? '').trim()
  const taken = new Map<string, number>()
  const bySku = new Map<string, { id: string; isVariant: boolean }>()
  const used = new Set([...known.bySku.keys()].map((sku) => sku.toUpperCase()))
  for (const cells of rows) if (skuAt >= 0) used.add(cellIn(cells, skuAt).toUpperCase())

  function targetOf(cells: readonly string[], index: number): Target {
    const sku = cellIn(cells, skuAt)
    const title = titleOf({ name: cellIn(cells, nameAt), variant: cellIn(cells, variantAt) })
    const same = (sku ? known.bySku.get(fold(sku)) : title ? known.byTitle.get(fold(title)) : undefined) ?? []
    if (!sku && !title) return { ok: true, id: newId(), sku: '' }
    const key = sku ? `sku ${fold(sku)}` : `name ${fold(title)}`
    const before = taken.get(key)
    if (before !== undefined)
      return no(
        sku || title,
        `Row ${before + 2} has this ${sku ? 'SKU' : 'name'} already. Give each product one of its own.`,
      )
    taken.set(key, index)
    if (same.length > 1)
      return no(
        sku || title,
        `${same.length} products have this ${sku ? 'SKU' : 'name'}. Give each one of its own first, by hand.`,
      )
    const found = same[0]
    const own = sku || found?.sku || freshSku(title, used)
    const id = found?.id ?? newId()
    const parent = parentAt >= 0 ? cellIn(cells, parentAt) !== '' : Boolean(found?.variantOf)
    bySku.set(fold(own), { id, isVariant: parent })
    return { ok: true, id, sku: own }
  }

  const targets: Target[] = []
  for (const [index, cells] of rows.entries()) {
    if (index % breath === 0) await breathe()
    targets.push(targetOf(cells, index))
  }

  return {
    of: (index: number): Target => targets[index] ?? no('', 'This row could not be read.'),
    withSku(sku: string) {
      const inFile = bySku.get(fold(sku))
      if (inFile) return inFile
      const [one] = known.bySku.get(fold(sku)) ?? []
      return one && { id: one.id, isVariant: Boolean(one.variantOf) }
    },
  }
}

function freshSku(title: string, used: Set<string>): string {
  const sku = skuFrom(title, used)
  used.add(sku)
  return sku
}

function no(cell: string, text: string): Target {
  return { ok: false, cell, text }
}
