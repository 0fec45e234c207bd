import * as v from 'valibot'
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
  sum[0] = (sum[0] + digestOf(row, 2_654_435_761)) >>> 0
  sum[1] = (sum[1] + digestOf(row, 1_597_334_677)) >>> 0
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
function digestOf(row: unknown, prime: number): number {
  try {
    return digest(row, prime)
  } catch {
    return prime
  }
}

/**
 * 32 bits of a value as JSON carries it: quick, changed by any letter, and the same however its keys are ordered,
 * since members are summed. Each kind of value begins with a number of its own.
 */
function digest(value: unknown, prime: number): number {
  switch (typeof value) {
    case 'string':
      return digestText(value, prime)
    case 'number':
      return digestNumber(value, prime)
    case 'boolean':
      return mix(value ? 3 : 4)
    case 'object':
      if (value === null) return mix(5)
      return Array.isArray(value) ? digestItems(value, prime) : digestMembers(Object.entries(value), prime)
    default:
      throw new TypeError('JSON has no such value')
  }
}

function digestText(text: string, prime: number): number {
  let sum = 0xdeadbeef
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), prime)
  return mix(sum)
}

function digestNumber(value: number, prime: number): number {
  if (!Number.isFinite(value)) throw new TypeError('JSON has no such number')
  if (!Number.isSafeInteger(value)) return digestText(String(value), prime) ^ 1
  return mix(Math.imul(value ^ 1, prime) ^ Math.floor(value / 4_294_967_296))
}

function digestItems(items: readonly unknown[], prime: number): number {
  let sum = 6
  for (const item of items) sum = mix(Math.imul(sum, prime) ^ digest(item ?? null, prime))
  return sum
}

function digestMembers(members: readonly [string, unknown][], prime: number): number {
  let sum = 7
  for (const [key, member] of members) {
    if (member !== undefined) sum += mix(Math.imul(digestText(key, prime), 31) ^ digest(member, prime))
  }
  return mix(sum)
}

/** Spreads each bit over all of them (murmur3's finalizer, public domain). */
function mix(sum: number): number {
  let mixed = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
