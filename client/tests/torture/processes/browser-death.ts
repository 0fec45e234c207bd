import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'vite'
import { between, dice } from '#shared/dice.ts'
import { openApp } from '../../../../server/http/app.ts'
import { listen } from '../../../../server/http/listen.ts'
import { openStore } from '../../../../server/store/store.ts'
import { openApi } from '../../../data/api.ts'
import { demand } from '../../market.ts'
import { fetchFrom, openVisitor } from '../../visitor.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { type BackEnd, backEndIn, openBrowser } from './browserDeath/browser.ts'
import { inFolder } from './folder.ts'

/*
 * A real browser that sells through the app's own data rooms, killed with all its processes at any moment and opened
 * again on its profile: every order that the till had said was saved is there, in one journal without gap or double.
 */

const ada = { username: 'ada', password: 'a stall in the rain' }

export async function run(args: string[]): Promise<Report> {
  const { cycles, seed } = numbersIn(args, { cycles: 20, seed: 1 })
  const deaths = { leveldb: Math.ceil(cycles / 2), sqlite: Math.floor(cycles / 2) }
  const level = await inFolder((folder) => killBrowsers(folder, 'leveldb', deaths.leveldb, dice(seed)))
  const sqlite = await inFolder((folder) => killBrowsers(folder, 'sqlite', deaths.sqlite, dice(seed + 1)))
  const wrong = [...level.wrong, ...sqlite.wrong]
  const line =
    `browser-death: ${deaths.leveldb} deaths on ${level.found} and ${deaths.sqlite} on ${sqlite.found}, ` +
    `${level.saved + sqlite.saved} orders saved, ${level.lost + sqlite.lost} lost, ${level.unheard + sqlite.unheard} held unheard, ` +
    `${wrong.length} wrong; ${Math.round((level.ms + sqlite.ms) / cycles)} ms each`
  return {
    line: [line, ...wrong.slice(0, 10)].join('\n  '),
    ok: wrong.length === 0,
    figures: { cycles, level, sqlite },
  }
}

async function killBrowsers(folder: string, backEnd: BackEnd, deaths: number, roll: () => number) {
  const server = await openServer(folder)
  const profile = join(folder, 'profile')
  const saved = new Set<string>()
  const told = { deaths, saved: 0, lost: 0, unheard: 0, found: 'none', ms: 0, wrong: [] as string[] }
  let heard = 0
  const open = async () => {
    const browser = await openBrowser(profile, backEnd, server.url)
    await browser.page.exposeFunction('saved', (id: string) => {
      heard += 1
      saved.add(id)
    })
    await browser.page.waitForFunction(() => window.till !== undefined)
    return browser
  }

  let browser = await open()
  const refusal = await browser.page.evaluate(
    async ([person, locationId]) => window.till?.enrol(person, locationId),
    [ada, server.locationId] as const,
  )
  if (refusal !== null) throw new Error(`the browser could not be enrolled: ${String(refusal)}`)
  const begun = performance.now()
  for (let death = 1; death <= deaths; death += 1) {
    heard = 0
    const enough = between(roll, 1, 40)
    void browser.page
      .evaluate((locationId) => window.till?.sell(locationId), server.locationId)
      .catch(() => undefined)
    while (heard < enough) await pause(2)
    await pause(roll() * 20)
    await browser.kill()
    browser = await open()
    const journal = (await browser.page.evaluate(() => window.till?.journal())) ?? []
    told.wrong.push(...faultsIn(journal, saved).map((what) => `${backEnd}, death ${death}: ${what}`))
    const held = new Set(journal.map(({ id }) => id))
    told.lost += [...saved].filter((id) => !held.has(id)).length
    told.unheard += [...held].filter((id) => !saved.has(id)).length
    for (const id of held) saved.add(id)
  }
  told.ms = Math.round(performance.now() - begun)
  told.found = backEndIn(profile)
  if (told.found !== backEnd)
    told.wrong.push(`the browser keeps ${told.found} where ${backEnd} was asked for`)
  if (!(await browser.page.evaluate(() => window.till?.sync())))
    told.wrong.push(`${backEnd}: it does not sync any more`)
  await browser.close()
  const there = server.orders()
  if (there.length !== saved.size || there.some((id) => !saved.has(id)))
    told.wrong.push(`${backEnd}: the server has ${there.length} orders of ${saved.size}`)
  await server.close()
  return { ...told, saved: saved.size }
}

type Journal = readonly { seq: number; id: string; number: string | null }[]

function faultsIn(journal: Journal, saved: ReadonlySet<string>): string[] {
  const held = new Set(journal.map(({ id }) => id))
  const lost = [...saved].filter((id) => !held.has(id))
  const numbers = new Set(journal.map(({ number }) => number))
  return [
    ...(lost.length > 0 ? [`${lost.length} saved orders are lost`] : []),
    ...(journal.some(({ seq }, index) => seq !== index + 1) ? ['the journal has a gap'] : []),
    ...(numbers.has(null) ? ['an entry is there without its order'] : []),
    ...(numbers.size !== journal.length ? ['two orders share a number'] : []),
  ]
}

/** A server of its own with the page built into its folder. */
async function openServer(folder: string) {
  const dist = join(folder, 'dist')
  const page = join(import.meta.dirname, 'browserDeath')
  const output = { outDir: dist, emptyOutDir: true, target: 'es2022' }
  await build({ root: page, configFile: false, logLevel: 'error', build: output })
  const store = openStore(join(folder, 'awning.db'))
  const log = { info: () => {}, error: () => {} }
  const random = (size: number) => randomBytes(size)
  const app = openApp({ store, dist, log, random, now: () => Date.now(), version: '0.0.0' })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  const api = openApi(openVisitor(fetchFrom(listening.url)).fetch)
  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  demand(await api.setUp({ business, admin: { name: 'Ada', ...ada }, sample: false }))
  return {
    url: `http://localhost:${listening.port}/`,
    locationId: store.rows.all('location')[0]?.id ?? '',
    orders: () => store.rows.all('order').map(({ id }) => id),
    async close() {
      await listening.close()
      store.close()
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
