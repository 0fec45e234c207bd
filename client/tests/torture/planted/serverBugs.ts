import type { Bug } from './bug.ts'

const exchange = 'server/domain/exchange.ts'
const group = 'server/domain/group.ts'

/** What could be wrong with the server. */
export const serverBugs: readonly Bug[] = [
  {
    name: 'acknowledges before the commit',
    edits: [
      {
        file: exchange,
        find: 'answers = takeIn({ store, notary }, group, now())',
        replace: `isEarly = true; answers = takeIn({ store, notary }, group, now()); isEarly = false
          setImmediate(() => { try { takeIn({ store, notary }, group, now()) } catch {} })`,
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
      // The seal would tell, too.
      {
        file: 'server/domain/arrive.ts',
        find: 'sealOf(key, envelope) === envelope.seal',
        replace: '(sealOf, true)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['command copied'] },
    killedBy: 'a level is what its movements and counts say',
  },
  {
    name: 'takes another command in a taken place for the one it knows',
    edits: [
      {
        file: group,
        find: 'if (known?.hash === command.hash) return known.outcome',
        replace: 'if (known) return known.outcome',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['tablet rolled back'] },
    killedBy: 'what was answered is durable',
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
        find: 'proven?.grant.person !== envelope.actor',
        replace: 'proven === undefined',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['forged actor'] },
    killedBy: 'what was tampered with is set aside',
  },
  {
    name: 'takes any seal for the right one',
    edits: [
      {
        file: 'server/domain/arrive.ts',
        find: 'sealOf(key, envelope) === envelope.seal',
        replace: '(sealOf, true)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['forged seal'] },
    killedBy: 'what was tampered with is set aside',
  },
  {
    name: 'believes a clock that is ahead',
    edits: [
      {
        file: 'server/domain/arrive.ts',
        find: 'prepare(inTime(envelope, receivedAt))',
        replace: 'prepare(envelope)',
      },
    ],
    plan: { seed: 1, tablets: 3, days: 3, only: ['clock turned while closed'] },
    killedBy: 'goods move with each line, once',
  },
  {
    name: 'forgets who was given a tablet since the backup',
    edits: [
      {
        file: 'server/domain/hello.ts',
        find: 'if (grant.issued > (seats.at(device)?.issued ?? -1))',
        replace: 'if (grant.issued < 0)',
      },
    ],
    plan: {
      ...{ seed: 1, tablets: 4, days: 3 },
      only: ['person switched', 'server restored from a backup', 'tablet moved to another place'],
    },
    killedBy: 'a tablet with nothing to send has the server’s rows',
  },
  {
    name: 'accepts a tampered command',
    edits: [
      { file: group, find: `if (!fits && last.links) return setAside('tampered')`, replace: '' },
      // The seal would tell, too.
      {
        file: 'server/domain/arrive.ts',
        find: 'sealOf(key, envelope) === envelope.seal',
        replace: '(sealOf, true)',
      },
    ],
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
    plan: { seed: 1, tablets: 2, days: 4, only: ['request with a gap'] },
    killedBy: 'no gap is accepted',
  },
  {
    name: 'says that all is well when it is asked again',
    edits: [
      {
        file: group,
        find: 'if (known?.hash === command.hash) return known.outcome',
        replace: `if (known?.hash === command.hash) return { seq: command.seq, rev: known.outcome.rev, status: 'applied' }`,
      },
    ],
    plan: { seed: 1, tablets: 3, days: 2, deeds: 40, only: ['answer lost'] },
    killedBy: 'the same command has the same outcome',
  },
]
