import { Worker } from 'node:worker_threads'
import type { Plan, Result } from './run.ts'

/** Plays these markets on so many threads, in order; once a promise was broken no other is begun. */
export async function playAll(
  plans: readonly Plan[],
  threads: number,
  hear: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = []
  const left = [...plans]
  const work = async () => {
    const hand = new Worker(new URL('hand.ts', import.meta.url))
    try {
      for (let plan = left.shift(); plan; plan = left.shift()) {
        const result = await played(hand, plan)
        hear(result)
        results.push(result)
        if (result.broken) left.length = 0
      }
    } finally {
      await hand.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, plans.length) }, work))
  return results.sort((a, b) => a.plan.seed - b.plan.seed)
}

function played(hand: Worker, plan: Plan): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      hand.off('message', done)
      reject(new Error(`seed ${plan.seed} could not be played`, { cause: error }))
    }
    const done = (result: Result) => {
      hand.off('error', fail)
      resolve(result)
    }
    hand.once('message', done)
    hand.once('error', fail)
    hand.postMessage(plan)
  })
}
