import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../../../server/cli/chromium.mjs'
import { switches } from '../../../../e2e/switches.ts'
import { tracing } from '../powerCut/recording.ts'
import { within } from './within.ts'

/** Where Chromium keeps IndexedDB: what it does by itself, and what it is moving to. */
export type BackEnd = 'leveldb' | 'sqlite'

export interface Browser {
  page: Page
  /** Ends every process of it at once, without a word. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** Opens the page that sells, and waits for its till. Calls `saved` with each order that the till has said is saved. */
export async function openBrowser(
  profile: string,
  backEnd: BackEnd,
  url: string,
  saved: (id: string) => void,
  /** Where everything the browser does to its files is to be written. */
  trace?: string,
): Promise<Browser> {
  const features = backEnd === 'sqlite' ? ['--enable-features=IdbSqliteBackingStore'] : []
  // What a dead browser leaves says which process it was, and by now that may be somebody else's.
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, name), { force: true })
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: trace === undefined ? (findChromium() ?? '') : traced(trace),
    args: [...switches, ...features],
    timeout: 60_000,
  })
  context.setDefaultTimeout(60_000)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.exposeFunction('saved', saved)
  await page.goto(url)
  await page.waitForFunction(() => window.till !== undefined)
  return {
    page,
    kill: () => killAll(context, profile),
    close: () => within(30_000, 'closing the browser', context.close()),
  }
}

/** Which back end the files in a profile are of. */
export function backEndIn(profile: string): string {
  const folder = folderIn(profile)
  if (!existsSync(folder)) return 'none'
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const isLevel = names.some((name) => name.endsWith('.ldb') || name.endsWith('/CURRENT'))
  return isLevel ? 'leveldb' : 'sqlite'
}

/** Where a profile keeps its IndexedDB, whichever back end it is. */
export function folderIn(profile: string): string {
  return join(profile, 'Default', 'IndexedDB')
}

/** A script that starts the browser and writes down what it does. */
function traced(trace: string): string {
  const script = `${trace}.sh`
  writeFileSync(script, `#!/bin/sh\nexec ${tracing(trace).join(' ')} ${findChromium() ?? ''} "$@"\n`)
  chmodSync(script, 0o755)
  return script
}

async function killAll(context: BrowserContext, profile: string): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve))
  const own = processesOn(profile)
  for (const id of [...own, ...own.flatMap(descendantsOf)]) {
    try {
      process.kill(id, 'SIGKILL')
    } catch {
      // It went with the one before it.
    }
  }
  await within(30_000, 'the end of a killed browser', closed)
}

/** Those that were started on this profile, which is a folder of this test's own. */
function processesOn(profile: string): number[] {
  const word = `--user-data-dir=${profile}`
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return []
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').split(' ')
      return words.includes(word) ? [Number(name)] : []
    } catch {
      return [] // It has ended meanwhile.
    }
  })
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
