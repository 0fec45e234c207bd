import * as v from 'valibot'
import type { ArgsOf } from '#shared/command.ts'
import { Id, Instant, Size } from '#shared/schema.ts'
import { parseWhole } from '../catalogue/numbers.ts'

/** What someone typed for a product, and what the tablet expected there at that moment. */
export const Counted = v.object({ text: v.string(), expected: Size, at: Instant })
export type Counted = v.InferOutput<typeof Counted>

export const CountEntries = v.record(Id, Counted)
export type CountEntries = v.InferOutput<typeof CountEntries>

export type CountLine = ArgsOf<'stock.count'>['lines'][number]
/** Lines to save together. With `at`, as of the moment they were counted. */
export interface CountBatch {
  at: number | null
  lines: CountLine[]
}

export const mostLines = 500

/** Types over an entry; emptied, it counts as not counted. */
export function entered(
  entries: CountEntries,
  productId: string,
  text: string,
  expected: number,
  at: number,
) {
  const { [productId]: before, ...rest } = entries
  if (text.trim() === '') return rest
  return before?.text === text ? entries : { ...entries, [productId]: { text, expected, at } }
}

/** What was found less what was expected; null while it is no whole number. */
export function differenceOf(counted: Counted): number | null {
  const quantity = parseWhole(counted.text)
  return quantity === null ? null : quantity - counted.expected
}

export function summaryOf(entries: CountEntries) {
  const differences = Object.values(entries).map(differenceOf)
  const read = differences.filter((difference) => difference !== null)
  return {
    counted: read.length,
    unreadable: differences.length - read.length,
    differing: read.filter((difference) => difference !== 0).length,
    missing: read.filter((difference) => difference < 0).reduce((sum, difference) => sum - difference, 0),
    surplus: read.filter((difference) => difference > 0).reduce((sum, difference) => sum + difference, 0),
  }
}

/** What is missing at cost, minor units, and of how many products nobody has said what one costs. */
export function costOfMissing(entries: CountEntries, costOf: (productId: string) => number | null) {
  const missing = Object.entries(entries).flatMap(([productId, counted]) => {
    const difference = differenceOf(counted) ?? 0
    return difference < 0 ? [{ units: -difference, cost: costOf(productId) }] : []
  })
  return {
    cost: missing.reduce((sum, { units, cost }) => sum + units * (cost ?? 0), 0),
    uncosted: missing.filter(({ cost }) => cost === null).length,
  }
}

/**
 * Only the lines that were counted. Those whose shelf has moved since they were typed are saved as of that moment, so
 * that a sale made while the others were being counted is not undone; the rest go together as of now.
 */
export function batchesOf(entries: CountEntries, levelOf: (productId: string) => number): CountBatch[] {
  const still: CountLine[] = []
  const moved = new Map<number, CountLine[]>()
  for (const [productId, counted] of Object.entries(entries)) {
    const quantity = parseWhole(counted.text)
    if (quantity === null) continue
    const line = { productId, quantity, expected: counted.expected }
    if (levelOf(productId) === counted.expected) still.push(line)
    else moved.set(counted.at, [...(moved.get(counted.at) ?? []), line])
  }
  const past = [...moved].sort(([a], [b]) => a - b).map(([at, lines]) => ({ at, lines }))
  const now = chunks(still, mostLines).map((lines) => ({ at: null, lines }))
  return [...past, ...now]
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
