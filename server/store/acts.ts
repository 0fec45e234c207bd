import type { Database } from './database.ts'

/** What somebody did to people, tablets, settings or goods: who, what, from what to what, when, and on which tablet. */
export interface Act {
  at: number
  /** Null: somebody at the server's own command line. */
  actorId: string | null
  /** Null where it was done in a browser that is no tablet. */
  deviceId: string | null
  name: string
  subjectId: string
  /** What it was called then. */
  subject: string
  before: Readonly<Record<string, unknown>>
  after: Readonly<Record<string, unknown>>
}

export interface KeptAct extends Act {
  id: number
}

/** Where a walk back through the acts has come to. */
export interface ActStand {
  at: number
  id: number
}

export interface ActFilter {
  from: number
  until: number
  actorId: string | null
  /** Names of acts; none asks for all. */
  names: readonly string[]
}

/** Acts are only ever added: the database itself refuses to change one or take one out. */
export interface ActStore {
  add(act: Act): void
  /** The latest first, from behind `before` on. */
  part(filter: ActFilter, before: ActStand | null, most: number): KeptAct[]
}

interface Stored extends Omit<KeptAct, 'before' | 'after'> {
  before: string
  after: string
}

export function openActs(database: Database): ActStore {
  const add = database.prepare(
    `INSERT INTO act (at, actor_id, device_id, name, subject_id, subject, before, after)
     VALUES (@at, @actorId, @deviceId, @name, @subjectId, @subject, @before, @after)`,
  )
  const part = database.prepare<
    [{ from: number; at: number; id: number; actorId: string | null; names: string; most: number }],
    Stored
  >(
    `SELECT id, at, actor_id AS actorId, device_id AS deviceId, name, subject_id AS subjectId, subject, before, after
     FROM act
     WHERE at >= @from AND (at, id) < (@at, @id)
       AND (@actorId IS NULL OR actor_id = @actorId)
       AND (@names = '[]' OR name IN (SELECT value FROM json_each(@names)))
     ORDER BY at DESC, id DESC LIMIT @most`,
  )
  return {
    add: ({ before, after, ...act }) =>
      void add.run({ ...act, before: JSON.stringify(before), after: JSON.stringify(after) }),
    part({ from, until, actorId, names }, before, most) {
      const stand = before && before.at < until ? before : { at: until, id: 0 }
      return part
        .all({ from, ...stand, actorId, names: JSON.stringify(names), most })
        .map((kept) => ({ ...kept, before: recordOf(kept.before), after: recordOf(kept.after) }))
    },
  }
}

function recordOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
