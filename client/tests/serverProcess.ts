import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** The real server as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  url: string
  /** Resolves once the process has ended. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const main = join(import.meta.dirname, '..', '..', 'server', 'cli', 'main.ts')
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a server on a folder, on any free port. Throws with what it said when it does not come up. */
export async function startServer(folder: string): Promise<ServerProcess> {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', AWNING_DATA: folder, AWNING_LOG: 'error' }
  const child = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  const complaints = text(child.stderr)
  const url = await Promise.race([addressIn(child), ended.then(() => null)])
  if (url === null) throw new Error(`The server did not start. It said: ${(await complaints).trim()}`)
  return {
    url,
    async stop(signal) {
      child.kill(signal)
      await ended
    },
  }
}

async function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    })
  })
}
