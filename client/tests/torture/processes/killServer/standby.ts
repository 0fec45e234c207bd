import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { ServerProcess } from '../../../serverProcess.ts'

/*
 * Loading the server's code takes most of its start. A process that has loaded it already and waits for a word opens
 * the file and the socket in a few milliseconds, by the same `start` that `npm start` runs.
 */

const waiter = join(import.meta.dirname, 'waiter.ts')
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export interface Standby {
  /** Opens the folder's database. Throws with what the server said when it does not come up. */
  start(): Promise<ServerProcess>
  dismiss(): void
}

export function standBy(folder: string, cache: string): Standby {
  const settings = { HOST: '127.0.0.1', PORT: '0', AWNING_DATA: folder, AWNING_LOG: 'error' }
  const env = { ...process.env, ...settings, NODE_COMPILE_CACHE: cache }
  const child = spawn(process.execPath, [waiter], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  const complaints = text(child.stderr)
  const loaded = once(child.stdout, 'data')
  return {
    async start() {
      await Promise.race([loaded, ended])
      const said = once(child.stdout, 'data')
      child.stdin.end('start\n')
      const heard = await Promise.race([said.then(([part]) => String(part)), ended.then(() => null)])
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(heard ?? '')?.[1]
      if (port === undefined)
        throw new Error(`The server did not start. It said: ${(await complaints).trim()}`)
      return {
        url: `http://127.0.0.1:${port}`,
        async stop(signal) {
          child.kill(signal)
          await ended
        },
      }
    },
    dismiss: () => void child.kill('SIGKILL'),
  }
}
