import * as v from 'valibot'
import type { Database } from './db.ts'

/** What is typed into a sheet. Its `turn` grows with every key, so that the later of two copies is known. */
export const Typed = v.record(v.string(), v.string())
export type Typed = v.InferOutput<typeof Typed>

/** Keeps it as durably as an order, and never an older form over a newer one; empty, it is forgotten. */
export function keepTyped(db: Database, name: string, typed: Typed): Promise<void> {
  return db.write(db.meta, async (db) => {
    if (Object.keys(typed).length === 0) await db.meta.delete(keyOf(name))
    else if (turnOf(await typedAs(db, name)) < turnOf(typed))
      await db.meta.put({ key: keyOf(name), value: typed })
  })
}

export async function typedAs(db: Database, name: string): Promise<Typed> {
  const kept = await db.meta.get(keyOf(name))
  return v.is(Typed, kept?.value) ? kept.value : {}
}

export function turnOf({ turn = '0' }: Typed): number {
  return Number(turn)
}

function keyOf(name: string): string {
  return `typed ${name}`
}
