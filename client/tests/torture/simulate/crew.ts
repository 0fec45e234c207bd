import { Worker } from 'node:worker_threads'
import type { Plan, Result } from './run.ts'

/** Plays these markets on so many threads, in order. One in which a promise was broken does not keep the others from it. */
export async function playAll(
  plans: readonly Plan[],
  threads: number,
  hear: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = []
  const left = [...plans]
  // Who interrupts a long run is told of the markets that were played, once those under way are over.
  const stop = () => (left.length = 0)
  process.once('SIGINT', stop)
  const work = async () => {
    let hand = newHand()
    try {
      for (let plan = left.shift(); plan; plan = left.shift()) {
        const result = await played(hand, plan)
        hear(result)
        results.push(result)
        if (result.broken) {
          await hand.terminate()
          hand = newHand()
        }
      }
    } finally {
      await hand.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, plans.length) }, work))
  process.off('SIGINT', stop)
  return results.sort((a, b) => a.plan.seed - b.plan.seed)
}

function newHand(): Worker {
  // Rows live for a moment and are many: in a small nursery a tenth of the time went into sweeping it.
  const resourceLimits = { maxYoungGenerationSizeMb: 128 }
  return new Worker(new URL('hand.ts', import.meta.url), { resourceLimits })
}

/** A market that ends in a surprise has failed like any other, and says of what. */
function played(hand: Worker, plan: Plan): Promise<Result> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      hand.off('message', done)
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
      const broken = { invariant: 0, check: 'a market is played to its end', what }
      const nothing = { trace: '', tabletDays: 0, saved: 0, money: 0, fired: {}, day: plan.days }
      resolve({ plan, ...nothing, broken })
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
