import type { TillSession } from '#shared/rows.ts'
import type { Database } from './db.ts'

/** The till session that this tablet sells into; null where it uses none, or whoever closed it has told us so. */
export async function drawerHere(db: Database): Promise<TillSession | null> {
  const { drawer } = await db.read('drawer')
  const session = drawer === undefined ? undefined : await db.tillSession.get(drawer)
  return session && session.closings.length === 0 ? session : null
}
