import type { CashMove, TillSession } from '#shared/rows.ts'
import type { ArgsOf } from '#shared/command.ts'
import type { Database } from './db.ts'
import { type Placed, record } from './journal.ts'
import type { Outside } from './outside.ts'

/** From now on this tablet sells into that session, or into none. */
export function sellInto(db: Database, id: string | null): Promise<void> {
  return id === null ? db.forget('drawer') : db.keep({ drawer: id })
}

/** Opens a drawer and sells into it: both, or neither. */
export function openDrawer(
  db: Database,
  outside: Outside,
  args: ArgsOf<'till.open'>,
  id: string,
): Promise<Placed> {
  return db.write(db.tables, async (db) => {
    const opened = await record(db, outside, { name: 'till.open', args, id })
    if (opened.ok) await sellInto(db, opened.id)
    return opened
  })
}

export function sessions(db: Database): Promise<TillSession[]> {
  return db.tillSession.toArray()
}

export async function sessionById(db: Database, id: string): Promise<TillSession | null> {
  return (await db.tillSession.get(id)) ?? null
}

/** Cash that went into a drawer or out of it without an order, the earliest first. */
export function cashMovesOf(db: Database, sessionId: string): Promise<CashMove[]> {
  return db.cashMove.where('sessionId').equals(sessionId).sortBy('at')
}
