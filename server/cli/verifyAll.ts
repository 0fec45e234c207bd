import { Worker } from 'node:worker_threads'
import { openNotary } from '../domain/notary.ts'
import type { Fault, Looked, Tally } from '../domain/verifying.ts'
import { nothing } from '../domain/verifying.ts'
import { endFaults, openLooking, type Run, runsOf } from '../domain/wholeJournal.ts'
import type { Audit } from '../store/audit.ts'

const threadsPayFrom = 8

export interface Verdict {
  tally: Tally
  /** Of every device, by letter, the first first. */
  faults: Fault[]
  letters: Map<string, string>
  /** How many devices have a journal. */
  journals: number
}

/** Looks at the whole database that `audit` was opened on, with as many threads; few commands are not worth any. */
export async function verifyAll(
  audit: Audit,
  path: string,
  key: Uint8Array,
  threads: number,
): Promise<Verdict> {
  const journals = audit.sealed.journals()
  const runs = runsOf(journals)
  const ends = endFaults(audit, openNotary(key))
  const isSmall = runs.length < threadsPayFrom || threads < 2
  const found = isSmall ? runs.map(openLooking(audit, key)) : await inThreads(path, key, runs, threads)
  const tally = found.map((one) => one.tally).reduce(added, { ...nothing })
  const faults = [...found.flatMap((one) => one.faults), ...ends, ...strayIn(audit)]
  const places = new Map(journals.map(({ device }, index) => [device, index]))
  const placeOf = ({ device }: Fault) => places.get(device) ?? journals.length
  return {
    tally,
    faults: faults.sort((a, b) => placeOf(a) - placeOf(b) || a.seq - b.seq),
    letters: new Map(journals.map(({ device, letter }) => [device, letter ?? device])),
    journals: journals.length,
  }
}

function strayIn({ sealed }: Audit): Fault[] {
  const stray = sealed.strayOrder()
  if (stray === null) return []
  const number = /"number":"([A-Z]{1,3}-\d{4,9})"/.exec(stray)?.[1] ?? ''
  return [{ device: '', seq: 0, number, what: 'nobody placed this order' }]
}

/** Each thread is handed the next run when it is done with one, so that none of them waits for another. */
async function inThreads(
  path: string,
  key: Uint8Array,
  runs: readonly Run[],
  threads: number,
): Promise<Looked[]> {
  const waiting = [...runs.entries()]
  const found: Looked[] = []
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('verifyThread.ts', import.meta.url), { workerData: { path, key } })
      let at = -1
      const next = () => {
        const run = waiting.shift()
        if (!run) return void worker.terminate().then(() => resolve(), reject)
        at = run[0]
        worker.postMessage(run[1])
      }
      worker.on('error', reject)
      worker.on('message', (looked: Looked) => {
        found[at] = looked
        next()
      })
      next()
    })
  await Promise.all(Array.from({ length: threads }, work))
  return found
}

function added(all: Tally, one: Tally): Tally {
  return {
    commands: all.commands + one.commands,
    sealed: all.sealed + one.sealed,
    unknown: all.unknown + one.unknown,
    orders: all.orders + one.orders,
  }
}
