import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../../../server/cli/chromium.mjs'

const words = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium keeps IndexedDB: what it does by itself, and what it is moving to. */
export type BackEnd = 'leveldb' | 'sqlite'

export interface Browser {
  page: Page
  /** Ends every process of it at once, without a word. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function openBrowser(profile: string, backEnd: BackEnd, url: string): Promise<Browser> {
  const features = backEnd === 'sqlite' ? ['--enable-features=IdbSqliteBackingStore'] : []
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    args: [...words, ...features],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(url)
  return { page, kill: () => killAll(context, profile), close: () => context.close() }
}

/** Which back end the files in a profile are of. */
export function backEndIn(profile: string): string {
  const folder = join(profile, 'Default', 'IndexedDB')
  if (!existsSync(folder)) return 'none'
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const isLevel = names.some((name) => name.endsWith('.ldb') || name.endsWith('/CURRENT'))
  return isLevel ? 'leveldb' : 'sqlite'
}

async function killAll(context: BrowserContext, profile: string): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve))
  const first = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1])
  const all = [first, ...descendantsOf(first)]
  for (const id of all) {
    try {
      process.kill(id, 'SIGKILL')
    } catch {
      // It went with the one before it.
    }
  }
  await closed
}

function descendantsOf(first: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const said = readFileSync(`/proc/${name}/stat`, 'latin1')
      parents.set(Number(name), Number(said.slice(said.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [first]
  for (const parent of found) for (const [id, of] of parents) if (of === parent) found.push(id)
  return found.slice(1)
}
