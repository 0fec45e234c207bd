import type { Bug } from './bug.ts'

/** What could be wrong with a tablet. */
export const tabletBugs: readonly Bug[] = [
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
        find: 'db.write(db.tables, (db) => recordUnseen(db, outside, tap))',
        replace: `db.write(db.tables, (db) => recordUnseen(db, outside, tap)).catch(() => ({ ok: true, id: outside.newId(), number: 'A-0000', order: null, isHeld: false }))`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['storage full at a tap'] },
    killedBy: 'what is called saved is saved',
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
    name: 'takes an answer in after another tab has gone on',
    edits: [
      {
        file: 'client/data/settle.ts',
        find: '|| !isEqual(await placeOf(db), asked.cursor)',
        replace: '|| !(isEqual, true)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['answer overtaken'] },
    killedBy: 'the cursor never goes back',
  },
  {
    name: 'calls a command settled before its rows are here',
    edits: [
      {
        file: 'client/data/settle.ts',
        find: 'const state = stateAfter(outcome, answer.complete)',
        replace: 'const state = stateAfter(outcome, answer.complete || true)',
      },
    ],
    plan: { seed: 1, tablets: 3, days: 2, only: ['answer in many pages'] },
    killedBy: 'an own order never blinks',
  },
  {
    name: 'leaves it to the browser when to write an order to the disk',
    edits: [
      {
        file: 'client/data/db.ts',
        find: `chromeTransactionDurability: 'strict'`,
        replace: `chromeTransactionDurability: 'relaxed'`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['power cut of a tablet'] },
    killedBy: 'what is called saved is saved',
  },
  {
    name: 'opens a till without looking for what a power cut tore',
    edits: [
      { file: 'client/data/till.ts', find: 'await mendTorn(db).catch(surprised)', replace: 'void mendTorn' },
    ],
    plan: { seed: 4, tablets: 2, days: 3, only: ['transaction torn by a power cut'] },
    killedBy: 'there is one under this key',
  },
  {
    name: 'does not send again what lost its outcome',
    edits: [
      {
        file: 'client/data/torn.ts',
        find: 'if (!first || first.seq > sent) return false',
        replace: 'if (first || sent < 0 || sent >= 0) return false',
      },
    ],
    plan: { seed: 1, tablets: 3, days: 4, only: ['transaction torn by a power cut'] },
    killedBy: 'the outbox empties by itself',
  },
  {
    name: 'does not notice a damaged row',
    edits: [
      {
        file: 'client/data/compare.ts',
        find: `answer.ok && answer.value.next === 'differs'`,
        replace: `answer.ok && answer.value.next === 'later'`,
      },
    ],
    plan: { seed: 1, tablets: 2, days: 3, only: ['row lost', 'row flipped'] },
    killedBy: 'a damaged row is mended within six hours',
  },
  {
    name: 'gives an order the number of the one before it',
    edits: [
      {
        file: 'client/data/tap.ts',
        find: 'head.counter + 1',
        replace: 'Math.max(1, head.counter)',
      },
    ],
    plan: { seed: 1, tablets: 2, days: 2, only: ['tab crash amid a tap'] },
    killedBy: 'no order number twice',
  },
]
