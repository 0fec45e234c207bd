import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import * as v from 'valibot'
import { ProductFields } from '#shared/catalogue.ts'
import { parseMoney } from '#shared/money.ts'
import { Mistake } from './mistake.ts'

/** What a business sold, as its files say it. `price` is as written: "3.20"; `placedAt` is wall time in its zone. */
export interface History {
  products: { sku: string; name: string; category: string; price: string }[]
  orders: { order: string; placedAt: string; lines: { sku: string; quantity: number }[] }[]
}

interface Cells {
  line: number
  get(column: string): string
  refuse(column: string, why: string): Mistake
}

const mostLines = 200

/** Reads a folder's products.csv and orders.csv. */
export function readHistory(folder: string, currency: string): History {
  const products = readProducts(folder, currency)
  return { products, orders: readOrders(folder, new Set(products.map((product) => product.sku))) }
}

function readProducts(folder: string, currency: string): History['products'] {
  const seen = new Map<string, number>()
  return rowsOf(folder, 'products.csv', ['sku', 'name', 'category', 'price']).map((row) => {
    const sku = row.get('sku')
    const first = seen.get(sku)
    if (first !== undefined) throw row.refuse('sku', `is the same as in line ${first}`)
    seen.set(sku, row.line)
    const price = row.get('price')
    const minor = parseMoney(price, currency)
    if (minor === null) throw row.refuse('price', `is not an amount of ${currency}`)
    const product = { sku, name: row.get('name'), category: row.get('category') }
    for (const column of ['sku', 'name', 'category'] as const)
      if (!v.is(ProductFields.entries[column], product[column]))
        throw row.refuse(column, 'is empty or too long')
    return { ...product, price }
  })
}

function readOrders(folder: string, skus: ReadonlySet<string>): History['orders'] {
  const orders = new Map<string, History['orders'][number]>()
  for (const row of rowsOf(folder, 'orders.csv', ['order', 'placed_at', 'sku', 'quantity'])) {
    const [order, placedAt, sku] = [row.get('order'), row.get('placed_at'), row.get('sku')]
    if (order === '') throw row.refuse('order', 'is empty')
    if (!isWallTime(placedAt)) throw row.refuse('placed_at', 'is not a time like 2026-03-29T09:58:11')
    if (!skus.has(sku)) throw row.refuse('sku', 'is in no line of products.csv')
    if (!/^[1-9]\d{0,3}$/.test(row.get('quantity')))
      throw row.refuse('quantity', 'is not a whole number from 1 to 9999')
    const known = orders.get(order) ?? { order, placedAt, lines: [] }
    if (known.placedAt !== placedAt) throw row.refuse('placed_at', 'differs from the order’s first line')
    if (known.lines.length === mostLines) throw row.refuse('order', `has more than ${mostLines} lines`)
    known.lines.push({ sku, quantity: Number(row.get('quantity')) })
    orders.set(order, known)
  }
  if (orders.size === 0) throw new Mistake('orders.csv holds no order.')
  return [...orders.values()]
}

function rowsOf(folder: string, name: string, columns: string[]): Cells[] {
  const file = join(folder, name)
  if (!existsSync(file)) throw new Mistake(`There is no ${name} in ${folder}.`)
  const [head, ...body] = linesOf(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), name)
  const places = new Map(head?.cells.map((title, place) => [title.trim(), place]))
  const absent = columns.filter((column) => !places.has(column))
  if (absent.length > 0) throw new Mistake(`${name}, line 1: there is no column "${absent.join('", "')}".`)
  return body.map(({ line, cells }) => {
    const refuse = (column: string, why: string) =>
      new Mistake(`${name}, line ${line}, column "${column}": ${why}.`)
    if (cells.length !== places.size)
      throw refuse(
        [...places.keys()][Math.min(cells.length, places.size - 1)] ?? '',
        `there are ${cells.length} cells where line 1 has ${places.size}`,
      )
    return { line, get: (column) => cells[places.get(column) ?? -1]?.trim() ?? '', refuse }
  })
}

/** Every row that is not blank, with the line of the file it starts on. */
function linesOf(text: string, name: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let [line, from] = [1, 0]
  Papa.parse<string[]>(text, {
    step({ data, errors, meta }) {
      if (errors[0]) throw new Mistake(`${name}, line ${line}: ${errors[0].message}.`)
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data })
      line += text.slice(from, meta.cursor).split(meta.linebreak).length - 1
      from = meta.cursor
    },
  })
  return rows
}

function isWallTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return false
  const at = Date.parse(`${text}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
