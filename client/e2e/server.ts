import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openApp } from '../../server/http/app.ts'
import { listen } from '../../server/http/listen.ts'
import { openStore } from '../../server/store/store.ts'
import { root } from './build.ts'

export interface Served {
  url: string
  stop(): Promise<void>
}

/** The real server, as a process of its own that can be killed and started again at the same address. */
export interface Server extends Served {
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** At any port that is free, unless one is named. */
export async function startServer(folder: string, wanted = 0): Promise<Server> {
  let child = run(folder, wanted)
  const port = await portOf(child)
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    running.delete(child)
  }
  return {
    url: `http://localhost:${port}`,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start() {
      await end('SIGTERM')
      child = run(folder, port)
      await portOf(child)
    },
  }
}

/** The server's own rooms in this process, around an app from any folder. */
export async function serve(folder: string, dist: string): Promise<Served> {
  const store = openStore(join(folder, 'awning.db'))
  const log = {
    info: () => undefined,
    error: (about: object) => Promise.reject(new Error(JSON.stringify(about))),
  }
  const outside = {
    store,
    dist,
    log,
    version: 'test',
    now: () => Date.now(),
    random: (size: number) => randomBytes(size),
  }
  const listening = await listen(openApp(outside), { host: '127.0.0.1', port: 0 })
  return {
    url: `http://localhost:${listening.port}`,
    async stop() {
      await listening.close()
      store.close()
    },
  }
}

function run(folder: string, port: number): ChildProcess {
  const main = join(root, 'server', 'cli', 'main.ts')
  const settings = { HOST: '127.0.0.1', PORT: String(port), AWNING_DATA: folder, AWNING_LOG: 'error' }
  const env = { ...process.env, ...settings }
  const child = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  return child
}

/** Resolves once the server says where it is open. Throws with what it said when it does not come up. */
async function portOf(child: ChildProcess): Promise<number> {
  const complaints = child.stderr ? text(child.stderr) : Promise.resolve('')
  const said = new Promise<number>((resolve) => {
    let heard = ''
    child.stdout?.on('data', (part: Buffer) => {
      heard += part.toString()
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(heard)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
  })
  const port = await Promise.race([said, once(child, 'exit').then(() => null)])
  if (port === null) throw new Error(`The server did not start. It said: ${(await complaints).trim()}`)
  return port
}
