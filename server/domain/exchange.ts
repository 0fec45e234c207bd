import type { ReleaseAnswer } from '#shared/tablets.ts'
import { isInfrastructure } from '../store/failures.ts'
import type { Store } from '../store/store.ts'
import type { Arrived } from './arrive.ts'
import { makeFigures } from './figures.ts'
import { Group, type Push, type Pushed } from './group.ts'
import type { Doer } from './acts.ts'
import { adopt, type Notary } from './notary.ts'
import { release } from './release.ts'
import { retake } from './retake.ts'

/*
 * The exchange takes what devices send into the one truth.
 *
 * Everything that waits when the writer is free goes into one transaction: one fsync pays for many tablets. Inside it
 * each command is taken exactly once: a sequence number that is already held gets its stored outcome again, a gap
 * stops that device's push, and a new command is checked, decided in memory and written in bulk with the others. A
 * command that cannot be decided is set aside with its bytes and its own outcome; it never takes the rest with it.
 * When the database itself fails nothing at all has happened, and everyone is asked to try again. Answers leave only
 * after the commit.
 */

/** The most commands that one transaction takes, however many wait. */
const groupSize = 256

export interface Exchange {
  /** Resolves once every outcome in it is on disk. Rejects when the database failed; then nothing has changed. */
  push(device: string, arrived: readonly Arrived[]): Promise<Pushed>
  /** Calls back after each commit with the new head, until stopped. */
  onCommit(listener: (rev: number) => void): () => void
  /** Takes in what a tablet did after it was shut out, and tells listeners. Null where there is no such tablet. */
  release(device: string, doer: Doer): ReleaseAnswer | null
  /** Tells listeners of a revision that was made beside the exchange, so that tablets hear of it at once. */
  announce(): void
}

/** Where things are taken in, and who seals them there. */
interface Place {
  store: Store
  notary: Notary | null
}

interface Waiting {
  device: string
  arrived: readonly Arrived[]
  resolve(pushed: Pushed): void
  reject(error: unknown): void
}

/** `notary` seals what is taken in; without one nobody could tell that it was edited. */
export function openExchange(store: Store, now: () => number, notary: Notary | null = null): Exchange {
  store.write(() => makeFigures(store))
  if (notary) adopt(store, notary)
  retake(store, now(), notary)
  const queue: Waiting[] = []
  const listeners = new Set<(rev: number) => void>()
  let isScheduled = false

  function drain(): void {
    isScheduled = false
    const group = takeGroup(queue)
    if (queue.length > 0) schedule()
    settle(group)
  }

  function schedule(): void {
    if (!isScheduled) setImmediate(drain)
    isScheduled = true
  }

  function settle(group: Waiting[]): void {
    const before = store.revisions.head().rev
    let answers: Pushed[]
    try {
      answers = takeIn({ store, notary }, group, now())
    } catch (error) {
      for (const waiting of group) waiting.reject(error)
      return
    }
    group.forEach((waiting, index) => waiting.resolve(answers[index] ?? { outcomes: [], lastSeq: 0 }))
    const after = store.revisions.head().rev
    if (after !== before) for (const listener of listeners) listener(after)
  }

  function announce(): void {
    for (const listener of listeners) listener(store.revisions.head().rev)
  }

  return {
    push: (device, arrived) =>
      new Promise((resolve, reject) => {
        queue.push({ device, arrived, resolve, reject })
        schedule()
      }),
    release(device, doer) {
      const released = release({ store, notary }, now(), doer, device)
      announce()
      return released
    },
    announce,
    onCommit(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function takeGroup(queue: Waiting[]): Waiting[] {
  let size = 0
  let end = 0
  for (const { arrived } of queue) {
    if (end > 0 && size + arrived.length > groupSize) break
    size += arrived.length
    end += 1
  }
  return queue.splice(0, end)
}

/**
 * One transaction for all of them. When it fails for a reason that lies in a command, not in the database, each
 * command is taken alone, and the one at fault is set aside.
 */
function takeIn(place: Place, pushes: readonly Push[], at: number): Pushed[] {
  try {
    return commit(place, pushes, at, false)
  } catch (error) {
    if (isInfrastructure(error)) throw error
    return pushes.map((push) => takeOneByOne(place, push, at))
  }
}

function takeOneByOne(place: Place, push: Push, at: number): Pushed {
  const outcomes = push.arrived.flatMap((command) => {
    const alone = [{ device: push.device, arrived: [command] }]
    try {
      return commit(place, alone, at, false)[0]?.outcomes ?? []
    } catch (error) {
      if (isInfrastructure(error)) throw error
      return commit(place, alone, at, true)[0]?.outcomes ?? []
    }
  })
  return { outcomes, lastSeq: place.store.journal.last(push.device)?.seq ?? 0 }
}

function commit(
  { store, notary }: Place,
  pushes: readonly Push[],
  at: number,
  isPoisoned: boolean,
): Pushed[] {
  if (pushes.every((push) => push.arrived.length === 0))
    return pushes.map(({ device }) => ({ outcomes: [], lastSeq: store.journal.last(device)?.seq ?? 0 }))
  return store.write(() => {
    const group = new Group(store, at, isPoisoned, notary)
    group.load(pushes)
    const answers = pushes.map((push) => group.take(push))
    group.save()
    return answers
  })
}
