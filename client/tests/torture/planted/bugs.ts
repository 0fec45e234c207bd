import type { Plan } from '../simulate/run.ts'

/** A mistake that somebody could make, as the change of one expression of one file. */
export interface Bug {
  name: string
  edits: readonly Edit[]
  /** The smallest market in which it has to come out. */
  plan: Plan
  /** The check that has to find it; where the server does not even start, what it says. */
  killedBy: string
}

export interface Edit {
  file: string
  find: string
  replace: string
}

const exchange = 'server/domain/exchange.ts'
const group = 'server/domain/group.ts'

export const bugs: readonly Bug[] = [
  {
    name: 'acknowledges before the commit',
    edits: [
      {
        file: exchange,
        find: 'answers = takeIn(store, group, now())',
        replace: `isEarly = true; answers = takeIn(store, group, now()); isEarly = false
          setImmediate(() => { try { takeIn(store, group, now()) } catch {} })`,
      },
      {
        file: exchange,
        find: 'return store.write(() => {',
        replace: 'return (isEarly ? dry(store) : store.write)(() => {',
      },
      {
        file: exchange,
        find: 'const groupSize = 256',
        replace: `const groupSize = 256
          let isEarly = false
          const dry = (store) => (work) => {
            let answer
            try { store.database.transaction(() => { answer = work(); throw new RangeError() })() } catch (error) { if (!(error instanceof RangeError)) throw error }
            return answer
          }`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['server crash before commit'] },
    killedBy: 'an answer leaves after its commit',
  },
  {
    name: 'writes with synchronous=NORMAL',
    edits: [
      {
        file: 'server/store/database.ts',
        find: `database.pragma('synchronous = FULL')`,
        replace: `database.pragma('synchronous = NORMAL')`,
      },
    ],
    plan: { seed: 1, tablets: 1, days: 1 },
    killedBy: 'The database is not durable',
  },
  {
    name: 'takes a command again that it holds',
    edits: [
      {
        file: group,
        find: 'command.seq <= last.seq ? this.#again(command) : this.#first(command, last)',
        replace: 'this.#first(command, last)',
      },
    ],
    plan: { seed: 2, tablets: 1, days: 1, only: ['answer lost'] },
    killedBy: 'a conversation comes to its end',
  },
  {
    name: 'takes one command under two numbers',
    edits: [
      {
        file: group,
        find: `if (holder) return this.#heldBy(holder, envelope) ?? setAside('id-taken')`,
        replace: '',
      },
      {
        file: group,
        find: `outcome.status === 'quarantined' || isHeld ? null`,
        replace: `outcome.status === 'quarantined' ? null`,
      },
      {
        file: 'server/store/migrations.ts',
        find: 'CREATE UNIQUE INDEX command_id',
        replace: 'CREATE INDEX command_id',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['command copied'] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'believes a cursor without its tag',
    edits: [
      {
        file: 'server/domain/pages.ts',
        find: '&& store.revisions.tagOf(cursor.rev) === cursor.tag',
        replace: '',
      },
    ],
    plan: { seed: 1, tablets: 3, days: 1, only: ['server restored to minutes ago'] },
    killedBy: 'a tablet with nothing to send has the server’s rows',
  },
  {
    name: 'goes on past commands that the database could not take',
    edits: [
      {
        file: exchange,
        find: 'for (const waiting of group) waiting.reject(error)',
        replace:
          'for (const waiting of group) waiting.resolve({ outcomes: [], lastSeq: waiting.arrived.at(-1)?.seq ?? 0 })',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['disk full', 'database busy', 'database read-only'] },
    killedBy: 'each command has one outcome',
  },
  {
    name: 'clears the journal at a 401',
    edits: [
      {
        file: 'client/data/sync.ts',
        find: `if (answer.code === 'device-needed') line.ticket = null`,
        replace: `if (answer.code === 'device-needed') {
            line.ticket = null
            await line.db.entries.where('state').equals('waiting').delete()
          }`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['server restart'] },
    killedBy: 'what is called saved is saved',
  },
  {
    name: 'drops an order that finds no room and says that it is saved',
    edits: [
      {
        file: 'client/data/journal.ts',
        find: 'return { ok: true, id, number }\n  })',
        replace: `return { ok: true, id, number }\n  }).catch(() => ({ ok: true, id: outside.newId(), number: 'A-0000' }))`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['storage full at a tap'] },
    killedBy: 'what is called saved is saved',
  },
  {
    name: 'puts goods back again at each step of a cancelled order',
    edits: [
      {
        file: 'shared/status.ts',
        find: 'move(draft, returnOf(settled, index, returned), before)',
        replace: 'move(draft, returnOf(settled, index, returned), before && undefined)',
      },
    ],
    plan: { seed: 1, tablets: 4, days: 3, deeds: 60, only: [] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'moves a level by what came before its count',
    edits: [
      {
        file: 'shared/stock.ts',
        find: '!level.counted || isLater(stampOf(movement), level.counted) ? movement.quantity : 0',
        replace: 'movement.quantity',
      },
    ],
    plan: { seed: 1, tablets: 3, days: 2, deeds: 50, only: [] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'orders the steps of an order by their arrival',
    edits: [
      {
        file: 'shared/status.ts',
        find: 'const sorted = [...steps].sort(byStamp((step) => [step.at, step.id]))',
        replace: 'const sorted = [...steps]; void byStamp',
      },
    ],
    plan: { seed: 1, tablets: 4, days: 3, deeds: 50, only: [] },
    killedBy: 'a status is what its steps say',
  },
  {
    name: 'lets the edit that arrives last win',
    edits: [
      {
        file: 'shared/merge.ts',
        find: 'return !known || isLater(stamp, known)',
        replace: 'return !known || isLater(stamp, known) || true',
      },
    ],
    plan: { seed: 1, tablets: 4, days: 2, deeds: 50, only: ['clock jump of 400 days'], mostFaults: 2 },
    killedBy: 'a product is the latest that was said of it',
  },
  {
    name: 'leaves what a command made that was refused',
    edits: [
      {
        file: 'client/data/rebase.ts',
        find: 'ids.filter((_, index) => wanted[index] === undefined && stored[index] !== undefined)',
        replace: 'ids.filter(() => false)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['malformed entry'] },
    killedBy: 'a tablet with nothing to send has the server’s rows',
  },
  {
    name: 'stops at the first bad command',
    edits: [
      {
        file: group,
        find: 'if (command.seq > last.seq + 1 || (isForked && command.seq > last.seq)) break',
        replace: `if (command.seq > last.seq + 1 || outcomes.at(-1)?.status === 'quarantined') break`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['malformed entry'] },
    killedBy: 'each command has one outcome',
  },
  {
    name: 'accepts an order in somebody else’s name',
    edits: [
      {
        file: 'server/domain/arrive.ts',
        find: 'grant?.person !== envelope.actor',
        replace: 'grant === undefined',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['forged actor'] },
    killedBy: 'what was tampered with is set aside',
  },
  {
    name: 'accepts a tampered command',
    edits: [{ file: group, find: `if (!fits && last.links) return setAside('tampered')`, replace: '' }],
    plan: { seed: 1, tablets: 2, days: 2, only: ['changed amount'] },
    killedBy: 'nothing saved is lost',
  },
  {
    name: 'accepts a gap',
    edits: [
      {
        file: group,
        find: 'if (command.seq > last.seq + 1 || (isForked && command.seq > last.seq)) break',
        replace: '',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['request with a gap'] },
    killedBy: 'no gap is accepted',
  },
  {
    name: 'counts order numbers outside of the transaction',
    edits: [
      {
        file: 'client/data/journal.ts',
        find: 'head.counter + 1',
        replace: '(db.counted = (db.counted ?? 0) + 1)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['tab crash amid a tap'] },
    killedBy: 'no order number twice',
  },
]
