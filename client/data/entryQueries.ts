import { Dexie } from 'dexie'
import type { CommandName } from '#shared/command.ts'
import type { Database, Entry, EntryState } from './db.ts'

export function entriesWith(db: Database, state: EntryState, limit = 200): Promise<Entry[]> {
  return db.entries.where('state').equals(state).reverse().limit(limit).toArray()
}

/** How many commands of this name wait. */
export function waitingNamed(db: Database, name: CommandName): Promise<number> {
  return inState(db, 'waiting', name).count()
}

/** Commands of this name that wait. Whatever else waits is not read, however large it is. */
export function entriesNamed(db: Database, name: CommandName): Promise<Entry[]> {
  return inState(db, 'waiting', name).toArray()
}

/** Commands by which this order's receipt was asked for by e-mail, and which wait. */
export async function mailsAskedFor(db: Database, orderId: string): Promise<string[]> {
  const entries = await entriesNamed(db, 'order.mail')
  return entries.filter(({ command }) => command.args['orderId'] === orderId).map(({ id }) => id)
}

function inState(db: Database, state: EntryState, name: CommandName) {
  return db.entries
    .where('[state+name+amount]')
    .between([state, name, Dexie.minKey], [state, name, Dexie.maxKey])
}

/** The journal's entry for a command or an order, whose ids are one. */
export async function entryOf(db: Database, id: string): Promise<Entry | null> {
  return (await db.entries.where('id').equals(id).first()) ?? null
}

/** Ids of the orders that wait here. */
export async function waitingOrderIds(db: Database): Promise<Set<string>> {
  const waiting = await db.entries.where('state').equals('waiting').toArray()
  return new Set(waiting.flatMap((entry) => (entry.name === 'order.place' ? [entry.id] : [])))
}
