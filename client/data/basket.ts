import type { Database, KeptBasket } from './db.ts'

/** Keeps the open basket as durably as an order, and never an older form over a newer one. */
export function keepBasket(db: Database, kept: KeptBasket): Promise<void> {
  return db.write(db.meta, async (db) => {
    const { basket } = await db.read('basket')
    if (!basket || basket.turn < kept.turn) await db.keep({ basket: kept })
  })
}

export async function keptBasket(db: Database): Promise<KeptBasket | null> {
  const { basket } = await db.read('basket')
  return basket ?? null
}
