import { prepare } from '#shared/command.ts'
import { decide, missing } from '#shared/decide.ts'
import type { Prepared } from '#shared/define.ts'
import { Draft } from '#shared/draft.ts'
import { Envelope } from '#shared/envelope.ts'
import * as v from 'valibot'
import type { ReadStore, Store } from '../store/store.ts'
import { makeFigures } from './figures.ts'
import { inTime } from './suspect.ts'

const Raw = v.pipe(v.string(), v.parseJson(), Envelope)
const inOnePart = 200

/**
 * Decides every command of the journal once more in an empty store, works all figures out of what that gives, and says
 * where those that are kept differ: one sentence each, none where they are equal.
 */
export function recount(
  store: Pick<ReadStore, 'rows' | 'journal' | 'sales' | 'shelfDays'>,
  empty: Store,
): string[] {
  const business = store.rows.one('business', 'business')
  if (!business) return []
  empty.write(() => empty.rows.put('business', business, 1))
  const part: Prepared[] = []
  for (const { raw, receivedAt } of store.journal.taken()) {
    const readiness = preparedOf(raw, receivedAt)
    if (readiness) part.push(readiness)
    if (part.length >= inOnePart) takeIn(empty, part.splice(0))
  }
  takeIn(empty, part)
  empty.write(() => makeFigures(empty))
  return (['day', 'month'] as const).flatMap((span) => [
    ...unlike(cellsOf(store.sales.every(span), salesName), cellsOf(empty.sales.every(span), salesName)),
    ...unlike(
      cellsOf(store.shelfDays.every(span), shelfName),
      cellsOf(empty.shelfDays.every(span), shelfName),
    ),
  ])
}

/** Only what happened in the world makes figures. */
function preparedOf(raw: string, receivedAt: number): Prepared | null {
  const envelope = v.safeParse(Raw, raw)
  if (!envelope.success || !/^(order|stock)\./.test(envelope.output.name)) return null
  const readiness = prepare(inTime(envelope.output, receivedAt))
  return readiness.ok ? readiness.prepared : null
}

function takeIn(store: Store, part: readonly Prepared[]): void {
  const draft = new Draft()
  for (let isFirst = true; ; isFirst = false) {
    const needs = missing(part, draft, isFirst)
    if (!needs) break
    store.rows.load(needs, draft)
  }
  for (const prepared of part) decide(prepared, draft)
  store.write(() => store.rows.save(draft, 1))
}

type Named = Map<string, Record<string, number>>

function cellsOf<C extends { sums: object }>(cells: Iterable<C>, nameOf: (cell: C) => string): Named {
  const named: Named = new Map()
  for (const cell of cells) named.set(nameOf(cell), { ...cell.sums })
  return named
}

function salesName(cell: { dimension: string; day: string; locationId: string; key: string }): string {
  return [cell.dimension, cell.key, cell.day, cell.locationId].filter(Boolean).join(' ')
}

function shelfName(cell: { day: string; locationId: string; productId: string }): string {
  return `shelf ${cell.productId} ${cell.day} ${cell.locationId}`
}

function unlike(kept: Named, counted: Named): string[] {
  return [...new Set([...kept.keys(), ...counted.keys()])].flatMap((name) => {
    const [here, there] = [kept.get(name) ?? {}, counted.get(name) ?? {}]
    const measures = [...new Set([...Object.keys(here), ...Object.keys(there)])]
    return measures.flatMap((measure) => {
      const [is, should] = [here[measure] ?? 0, there[measure] ?? 0]
      return is === should ? [] : [`${name}: ${measure} is kept as ${is}, and a recount gives ${should}`]
    })
  })
}
