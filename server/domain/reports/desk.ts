import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import type { ReadStore } from '../../store/store.ts'
import { answer, type Question } from './answer.ts'
import { Paper, paperOf } from './paper.ts'

export type Format = 'json' | 'csv'

/** Where reports are asked for. Each is read at one commit. */
export interface ReportDesk {
  ask(question: Question, now: number, format: Format): Promise<Paper>
  close(): Promise<void>
}

/** Answers at once, out of the store that is written to: for a store in memory. */
export function openDesk(store: ReadStore): ReportDesk {
  return {
    ask: (question, now, format) => Promise.resolve(paperOf(answer(store, question, now), format)),
    close: () => Promise.resolve(),
  }
}

export const Reply = v.object({ id: v.number(), paper: v.nullable(Paper) })
export type Reply = v.InferOutput<typeof Reply>

interface Waiting {
  call: { id: number; question: Question; now: number; format: Format }
  tries: number
  resolve(paper: Paper): void
  reject(error: Error): void
}

const mostTries = 2

/**
 * Answers in a thread of its own, with a connection of its own that cannot write: a sale never waits for a report. Where
 * the thread dies another is started, and asked again once.
 */
export function openDeskBeside(path: string, spawn = () => spawnWorker(path)): ReportDesk {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let last = 0

  function running(): Worker {
    if (worker) return worker
    const started = spawn()
    started.unref()
    started.on('message', settle)
    started.on('error', () => {})
    started.on('exit', () => {
      if (worker === started) worker = null
      askAgain()
    })
    return (worker = started)
  }

  function settle(message: unknown): void {
    const { id, paper } = v.parse(Reply, message)
    const found = waiting.get(id)
    waiting.delete(id)
    if (paper) found?.resolve(paper)
    else found?.reject(new Error('a report could not be made'))
  }

  function askAgain(): void {
    for (const [id, { call, tries, reject }] of waiting)
      if (tries < mostTries) post(id)
      else {
        waiting.delete(id)
        reject(new Error(`the thread of reports died of ${call.question.report}`))
      }
  }

  function post(id: number): void {
    const found = waiting.get(id)
    if (!found) return
    found.tries += 1
    running().postMessage(found.call)
  }

  return {
    ask: (question, now, format) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { call: { id, question, now, format }, tries: 0, resolve, reject })
        post(id)
      }),
    async close() {
      const ending = worker
      worker = null
      for (const { reject } of waiting.values()) reject(new Error('the server is stopping'))
      waiting.clear()
      await ending?.terminate()
    },
  }
}

function spawnWorker(path: string): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), { workerData: path })
}
