import * as v from 'valibot'
import { plainProduct, ProductFields, titleOf } from '#shared/catalogue.ts'
import type { ProductWish } from '#shared/product.ts'
import type { Product } from '#shared/rows.ts'
import { fold } from '#shared/fold.ts'
import { productChanges, type Whole, wholeOf } from '../whole.ts'
import type { Around, Column } from './columns.ts'
import { type Heading, readHeadings } from './headings.ts'
import type { Sheet } from './readFile.ts'
import type { Means } from './means.ts'
import { mistake, type Remark } from './remark.ts'
import { type Known, knownBy, type Target, targetsOf } from './targets.ts'

/** What one row would change. */
export interface Wanted {
  title: string
  row: number
  /** Names of the columns that change. */
  columns: readonly string[]
  wish: ProductWish
}

export interface Plan {
  wanted: Wanted[]
  remarks: Remark[]
  unchanged: number
  leftOut: number
}

/** Rows between two breaths. */
const breath = 400

/** Holds a file against the catalogue: what is new, what changes and what is wrong, row by row. Changes nothing. */
export async function planImport(sheet: Sheet, products: readonly Product[], means: Means): Promise<Plan> {
  const [first = [], ...rows] = sheet.rows
  const { headings, remarks } = readHeadings(first)
  const plan: Plan = { wanted: [], remarks, unchanged: 0, leftOut: 0 }
  if (headings.every((heading) => heading === null)) return { ...plan, leftOut: rows.filter(isSaid).length }
  const known = knownBy(products)
  const targets = await targetsOf(rows, headings, known, means)
  const around: Around = {
    currency: means.currency,
    newId: means.newId,
    skuOf: (id) => known.byId.get(id)?.sku ?? '',
    withSku: (sku) => targets.withSku(sku),
  }
  const codes = new Map(known.codes)
  for (const [index, cells] of rows.entries()) {
    if (index % breath === 0) await means.breathe()
    if (!isSaid(cells)) continue
    const target = targets.of(index)
    const row = index + 2
    const read = sheet.broken.has(index + 1)
      ? [mistake(row, '', '', 'A quotation mark is opened here and never closed. Close it, or take it out.')]
      : readRow(cells, headings, row, target, known, around)
    if (Array.isArray(read)) {
      plan.remarks.push(...read)
      plan.leftOut += 1
      continue
    }
    plan.remarks.push(...sharedCodes(read, row, codes))
    if (read.columns.length === 0) plan.unchanged += 1
    else plan.wanted.push(read)
  }
  return plan
}

function isSaid(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

/** What a row asks for, or its mistakes. */
function readRow(
  cells: readonly string[],
  headings: readonly Heading[],
  row: number,
  target: Target,
  known: Known,
  around: Around,
): Wanted | Remark[] {
  if (!target.ok) return [mistake(row, 'sku', target.cell, target.text)]
  const product = known.byId.get(target.id)
  const before = wholeOf(product ?? { ...plainProduct, sku: target.sku })
  const mistakes: Remark[] = []
  const changed: string[] = []
  let after = before
  if (cells.length > headings.length && cells.slice(headings.length).some((cell) => cell.trim() !== ''))
    mistakes.push(
      mistake(
        row,
        '',
        '',
        'This row has more cells than there are headings. Put quotation marks around text that holds a comma.',
      ),
    )
  for (const [at, heading] of headings.entries()) {
    if (!heading) continue
    const cell = (cells[at] ?? '').trim()
    const { column } = heading
    if (isAsBefore(column, cell, before, around)) continue
    const read = column.read(cell, before, around)
    if (typeof read === 'string') mistakes.push(mistake(row, heading.name, cell, read))
    else {
      after = { ...after, ...read }
      changed.push(column.name)
    }
  }
  if (mistakes.length === 0) mistakes.push(...missingIn(after, row, product === undefined, changed))
  if (mistakes.length > 0) return mistakes
  const fields = productChanges(wholeOf(product ?? plainProduct), after)
  const differs = product === undefined || Object.keys(fields).length > 0
  const wish = { id: target.id, isNew: product === undefined, fields }
  return { title: titleOf(after), row, columns: differs ? changed : [], wish }
}

/** A cell as it would be written changes nothing; nor does an empty one, where leaving it empty clears nothing. */
function isAsBefore(column: Column, cell: string, before: Whole, around: Around): boolean {
  if (cell === '' && !column.clears) return true
  return column.write(before, around).trim() === cell
}

function missingIn(after: Whole, row: number, isNew: boolean, changed: readonly string[]): Remark[] {
  if (!after.name.trim())
    return [mistake(row, 'name', '', 'A new product needs a name. Write one, or take the row out.')]
  if (isNew && !after.openPrice && !changed.includes('price') && after.price === 0)
    return [mistake(row, 'price', '', 'A new product needs a price. Write one, or yes under open_price.')]
  if (after.variantOf && !after.variant.trim())
    return [mistake(row, 'variant', '', 'Write what tells this variant apart, such as Large.')]
  if (v.is(ProductFields, after)) return []
  return [
    mistake(row, '', '', 'Something in this row cannot be kept. Type it anew, or add the product by hand.'),
  ]
}

/** Two products with one barcode are no mistake of the file's, but a scan would sell one of them. */
function sharedCodes(
  { wish, title }: Wanted,
  row: number,
  codes: Map<string, { id: string; title: string }>,
): Remark[] {
  const { barcode = '', barcodes = [] } = wish.fields
  return [barcode, ...barcodes].filter(Boolean).flatMap((code): Remark[] => {
    const key = fold(code)
    const holder = codes.get(key)
    if (!holder) codes.set(key, { id: wish.id, title })
    if (!holder || holder.id === wish.id) return []
    const text = `${holder.title} has this barcode as well: a scan sells whichever comes first. Give one of them another.`
    return [{ kind: 'note', row, column: 'barcode', cell: code, text }]
  })
}
