import { parentPort } from 'node:worker_threads'
import { type Plan, simulate } from './run.ts'

/* A thread that plays one market after the other. What goes wrong with it ends it, and whoever waits is told. */

parentPort?.on('message', (plan: Plan) => void play(plan))

async function play(plan: Plan): Promise<void> {
  parentPort?.postMessage(await simulate(plan))
}
