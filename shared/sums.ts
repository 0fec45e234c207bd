import * as v from 'valibot'
import { canonical } from './canonical.ts'
import { type Row, Table } from './rows.ts'
import { orderTables, sharedTables } from './scope.ts'
import { Text } from './schema.ts'

/*
 * Two sides that should hold the same rows compare sums instead of rows. Rows are summed by table and by a part of their
 * id, and a sum does not depend on the order of its rows. It
 * finds harm that storage came to, not forgery: for that commands are chained.
 */

/** Sums by table and bucket. */
export const Sums = v.record(Table, v.record(Text(6), Text(30)))
export type Sums = v.InferOutput<typeof Sums>

/** A sum that is being made. */
export type Lanes = [high: number, low: number, size: number]

export function noRows(): Lanes {
  return [0, 0, 0]
}

/**
 * Which letters of an id name its bucket: the time it was made at, some hours each, so that what is over stays as it is;
 * or chance, where rows of any age change.
 */
export function cutOf(table: Table): { from: number; length: number } {
  return sharedTables.includes(table) ? { from: 34, length: 2 } : { from: 0, length: 6 }
}

export function bucketOfId(table: Table, id: string): string {
  const { from, length } = cutOf(table)
  return id.slice(from, from + length)
}

/** Which sum a row is part of. What goes with an order is summed where the order is, since it changes with it. */
export function bucketOf(table: Table, row: Row): string {
  return bucketOfId(table, orderTables.includes(table) && 'orderId' in row ? (row.orderId ?? '') : row.id)
}

export function add(sum: Lanes, row: unknown): void {
  const [high, low] = digest(textOf(row))
  sum[0] = (sum[0] + high) >>> 0
  sum[1] = (sum[1] + low) >>> 0
  sum[2] += 1
}

export function join(sums: Iterable<Lanes>): Lanes {
  const all = noRows()
  for (const [high, low, size] of sums) {
    all[0] = (all[0] + high) >>> 0
    all[1] = (all[1] + low) >>> 0
    all[2] += size
  }
  return all
}

/** Empty where there are no rows. */
export function nameOf([high, low, size]: Lanes): string {
  return size === 0 ? '' : `${high.toString(36)}.${low.toString(36)}.${size}`
}

/** Storage that has come to harm may hold what no JSON can. */
function textOf(row: unknown): string {
  try {
    return canonical(row)
  } catch {
    return 'harmed'
  }
}

/** Two times 32 bits of a text: quick, and changed by any letter (after cyrb53, public domain). */
function digest(text: string): [number, number] {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  return [a >>> 0, b >>> 0]
}
