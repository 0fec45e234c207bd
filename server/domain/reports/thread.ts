import { parentPort, workerData } from 'node:worker_threads'
import { openReadStore } from '../../store/store.ts'
import { answer, type Question } from './answer.ts'
import type { Format, Reply } from './desk.ts'
import { paperOf } from './paper.ts'

/* The thread of reports: its desk is `desk.ts`, which alone talks to it. */

interface Call {
  id: number
  question: Question
  now: number
  format: Format
}

const store = openReadStore(String(workerData))

parentPort?.on('message', ({ id, question, now, format }: Call) => {
  try {
    const answered = store.read(() => answer(store, question, now))
    reply({ id, paper: paperOf(answered, format) })
  } catch {
    reply({ id, paper: null })
  }
})

function reply(message: Reply): void {
  parentPort?.postMessage(message)
}
