import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Mishaps } from '../network.ts'
import type { Good, Ours, Place, Sale, ShelfCount, Sum } from './tablet.ts'

/** What a tablet can be asked for. */
type Ask =
  | { verb: 'open'; input: Place }
  | { verb: 'enrol'; input: { name: string; locationId: string } }
  | { verb: 'stock'; input: { goods: Good[]; at: number } }
  | { verb: 'catchUp' }
  | { verb: 'sell'; input: (Sale | ShelfCount)[] }
  | { verb: 'reconnect' }
  | { verb: 'sum'; input: Ours }

export interface Asked {
  id: number
  tablet: number
  ask: Ask
}

export type Told = { id: number } & (
  { kind: 'progress'; size: number } | { kind: 'done'; value: unknown } | { kind: 'failed'; error: unknown }
)

export interface CrewTablet {
  enrol(input: { name: string; locationId: string }): Promise<string>
  stock(input: { goods: Good[]; at: number }): Promise<void>
  catchUp(): Promise<void>
  sell(deeds: (Sale | ShelfCount)[], sold: () => void): Promise<void>
  reconnect(sent: (size: number) => void): Promise<Mishaps>
  sum(ours: Ours): Promise<Sum>
}

export interface Crew {
  tablets: CrewTablet[]
  dismiss(): Promise<void>
}

/** Tablets on as many threads as there are cores, so that they work at the same time as tablets do. */
export async function hireCrew(size: number, placeOf: (index: number) => Place): Promise<Crew> {
  const threads = Array.from({ length: Math.min(size, availableParallelism()) }, () => startThread())
  const tablets: CrewTablet[] = []
  for (let index = 0; index < size; index += 1) {
    const thread = threads[index % threads.length]
    if (!thread) throw new RangeError('there is no thread')
    const ask = <T>(what: Ask, progress?: (size: number) => void) =>
      thread.ask(index, what, progress) as Promise<T>
    await ask({ verb: 'open', input: placeOf(index) })
    tablets.push({
      enrol: (input) => ask({ verb: 'enrol', input }),
      stock: (input) => ask({ verb: 'stock', input }),
      catchUp: () => ask({ verb: 'catchUp' }),
      sell: (input, sold) => ask({ verb: 'sell', input }, sold),
      reconnect: (sent) => ask({ verb: 'reconnect' }, sent),
      sum: (input) => ask({ verb: 'sum', input }),
    })
  }
  return {
    tablets,
    async dismiss() {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

interface Open {
  resolve(value: unknown): void
  reject(error: unknown): void
  progress(size: number): void
}

function startThread() {
  const worker = new Worker(new URL('./thread.ts', import.meta.url))
  const open = new Map<number, Open>()
  let last = 0
  worker.on('message', (told: Told) => {
    const asked = open.get(told.id)
    if (told.kind === 'progress') return asked?.progress(told.size)
    open.delete(told.id)
    if (told.kind === 'done') asked?.resolve(told.value)
    else asked?.reject(told.error)
  })
  worker.on('error', (error) => {
    for (const asked of open.values()) asked.reject(error)
    open.clear()
  })
  return {
    ask: (tablet: number, ask: Ask, progress: (size: number) => void = () => {}) =>
      new Promise<unknown>((resolve, reject) => {
        const id = (last += 1)
        open.set(id, { resolve, reject, progress })
        worker.postMessage({ id, tablet, ask } satisfies Asked)
      }),
    end: () => worker.terminate(),
  }
}
