import { tables } from '#shared/tables.ts'
import type { Database } from './db.ts'
import { takeTurn } from './turn.ts'

/**
 * Lets go of the business's data, once the server has answered everything in the journal: rows, entries, pictures, people
 * and their PINs. What says which tablet this is stays, so that it can be let in again, and so does what lies on the
 * counter: the basket that somebody was ringing up.
 */
export function letGo(db: Database, device: string, at: number): Promise<boolean> {
  return db.write(db.tables, async (db) => {
    const here = await db.read('device', 'head', 'sent', 'turn', 'shutOut')
    const { head, sent = 0, turn = 0 } = here
    const isSettled = head !== undefined && sent >= head.seq
    if (here.device?.id !== device || !isSettled || here.shutOut) return false
    const shelves = [db.entries, db.base, db.fresh, db.grants, db.pins, db.echoes, db.picture]
    await Promise.all([...tables.map((table) => db.rows(table)), ...shelves].map((shelf) => shelf.clear()))
    await db.forget('person', 'sealKey', 'drawer', 'cursor', 'fresh', 'walk', 'compared', 'import', 'nextKey')
    await takeTurn(db)
    await db.keep({ shutOut: { at }, whole: { seq: head.seq, turn } })
    return true
  })
}
