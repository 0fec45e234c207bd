import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Cut, Disk } from '../powerCut/disk.ts'
import { aFolder, type Operation, operationsIn } from '../powerCut/recording.ts'
import { type BackEnd, folderIn, openBrowser } from './browser.ts'
import { journalOf, lostFrom, tearsIn } from './journal.ts'
import { ada, openServer, type PageServer } from './server.ts'
import { pause, until, within } from './within.ts'

/*
 * The power fails while a browser sells. Everything it does to the files of its IndexedDB is recorded, the power is cut
 * at places from all over that record, and the browser has to come up again on what a disk may then hold, with every
 * order that the till had said was saved by that moment. The rest of its profile stays as it was before.
 */

export interface Plan {
  backEnd: BackEnd
  /** What transactions ask for: what Awning does, and the mistake that has to be found. */
  durability: 'strict' | 'relaxed'
  cuts: number
  kinds: readonly Cut[]
  /** How long it sells, ms; and whether it sells on until LevelDB has filled a log. */
  time: number
  isFull: boolean
}

interface Promised {
  id: string
  at: number
}

export async function cutPower(folder: string, plan: Plan, roll: () => number) {
  const { backEnd, durability, cuts, kinds } = plan
  const asked = `chromeTransactionDurability: 'strict'`
  const server = await openServer(folder, (source) =>
    source.replace(asked, `chromeTransactionDurability: '${durability}'`),
  )
  const [before, during, after] = ['before', 'during', 'after'].map((name) => join(folder, name))
  if (!before || !during || !after) throw new Error('three profiles were asked for')
  const first = await prepare(before, backEnd, server)
  const { operations, promised } = await sellRecorded(before, during, plan, server)
  const told = {
    ...{ cuts: 0, risky: 0, operations: operations.length, promised: promised.length },
    ...{
      syncs: operations.filter(({ kind }) => kind === 'sync').length,
      losing: 0,
      lost: 0,
      mended: 0,
      torn: 0,
    },
    ...{ byKind: {} as Record<string, number>, first: [] as string[] },
  }
  const disk = new Disk(filesIn(before))
  let next = 0
  // From the first promise on: before it there is nothing to break.
  const start = operations.findIndex(({ at }) => at > (promised[0]?.at ?? 0))
  if (start < 0) throw new Error('nothing was sold while it was recorded')
  const risky = riskyIn(operations, start)
  for (const place of placesOf(cuts, start, operations.length, risky, roll)) {
    if (risky.includes(place)) told.risky += 1
    for (; next < place; next += 1) {
      const operation = operations[next]
      if (operation) disk.apply(operation)
    }
    const moment = operations[place]?.at ?? Infinity
    const due = new Set([...first, ...promised.filter(({ at }) => at < moment).map(({ id }) => id)])
    const kind: Cut = kinds[Math.floor(roll() * kinds.length)] ?? 'drops-all'
    lay(after, before, disk.image(kind, roll))
    const { lost, torn, wasTorn } = await comeUp(after, backEnd, server.url, due)
    told.cuts += 1
    told.byKind[kind] = (told.byKind[kind] ?? 0) + 1
    told.lost += lost
    if (lost > 0) told.losing += 1
    if (wasTorn) told.mended += 1
    if (torn.length > 0) told.torn += 1
    if (lost + torn.length > 0 && told.first.length < 5)
      told.first.push(
        `after operation ${place}, which ${kind}: ${lost} of ${due.size} lost; ${torn.slice(0, 2).join('; ')}`,
      )
  }
  await server.close()
  return told
}

/**
 * Where LevelDB has begun another log and the older one's content is in no synced table yet: the end of the older log,
 * in the middle of a transaction, is all that no sync has reached.
 */
function riskyIn(operations: readonly Operation[], start: number): number[] {
  let isRisky = false
  return operations.flatMap((operation, at) => {
    const file = 'file' in operation ? operation.file : ''
    if (operation.kind === 'create' && file.endsWith('.log')) isRisky = true
    if (operation.kind === 'sync' && file.endsWith('.ldb')) isRisky = false
    return isRisky && at > start ? [at] : []
  })
}

/** From all over the record, and every other one where most can go wrong, if there is such a place. */
function placesOf(
  cuts: number,
  start: number,
  end: number,
  risky: readonly number[],
  roll: () => number,
): number[] {
  const places = Array.from({ length: cuts }, (_, cut) => {
    const part = (cut + roll()) / cuts
    const chosen = cut % 2 === 0 ? risky[Math.floor(part * risky.length)] : undefined
    return chosen ?? start + Math.floor(part * (end - start))
  })
  return places.sort((a, b) => a - b)
}

/** A profile with an enrolled till that has sold a little and was closed in peace. */
async function prepare(profile: string, backEnd: BackEnd, server: PageServer): Promise<string[]> {
  const sold: string[] = []
  const browser = await openBrowser(profile, backEnd, server.url, (id) => void sold.push(id))
  const refusal = await browser.page.evaluate(
    async ([person, locationId]) => window.till?.enrol(person, locationId),
    [ada, server.locationId] as const,
  )
  if (refusal !== null) throw new Error(`the browser could not be enrolled: ${String(refusal)}`)
  await within(
    60_000,
    'the first sync',
    browser.page.evaluate(() => window.till?.sync()),
  )
  await browser.close()
  return sold
}

async function sellRecorded(
  before: string,
  during: string,
  { backEnd, time, isFull }: Plan,
  server: PageServer,
) {
  cpSync(before, during, { recursive: true })
  const trace = `${during}.trace`
  const promised: Promised[] = []
  // A millisecond late rather than early: only what was said before a cut has to outlive it.
  const hear = (id: string) => void promised.push({ id, at: Date.now() + 1 })
  const browser = await openBrowser(during, backEnd, server.url, hear, trace)
  void browser.page
    .evaluate((locationId) => window.till?.sell(locationId), server.locationId)
    .catch(() => undefined)
  await pause(time)
  if (isFull) {
    await until(60_000, 'a full log', () => logIn(during) > logIn(before)).catch(() => undefined)
    await pause(2_000)
  }
  await browser.close()
  const folder = folderIn(during)
  const naming = (path: string) => {
    if (!path.startsWith(folder)) return null
    return isFolder(path) ? aFolder : relative(folder, path)
  }
  const sizes = [...filesIn(before)].map(([name, { length }]): [string, number] => [name, length])
  const operations = operationsIn(trace, naming, new Map(sizes))
  rmSync(trace)
  const last = promised.at(-1)?.at ?? 0
  return { operations: operations.filter(({ at }) => at <= last), promised }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

/** The number of the log that LevelDB writes. */
function logIn(profile: string): number {
  const names = readdirSync(folderIn(profile), { recursive: true, encoding: 'utf8' })
  return Math.max(0, ...names.map((name) => Number(/(\d+)\.log$/.exec(name)?.[1] ?? 0)))
}

/** The files of a profile's IndexedDB, by their place in it. */
function filesIn(profile: string): Map<string, Buffer> {
  const folder = folderIn(profile)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(
    names
      .filter((name) => !isFolder(join(folder, name)))
      .map((name) => [name, readFileSync(join(folder, name))]),
  )
}

/** Lays a profile as it is after the power failed: as it was before, but for its IndexedDB. */
function lay(after: string, before: string, image: ReadonlyMap<string, Buffer>): void {
  rmSync(after, { recursive: true, force: true, maxRetries: 5 })
  cpSync(before, after, { recursive: true })
  rmSync(folderIn(after), { recursive: true, force: true })
  for (const [name, bytes] of image) {
    const file = join(folderIn(after), name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
}

async function comeUp(profile: string, backEnd: BackEnd, url: string, due: ReadonlySet<string>) {
  const browser = await openBrowser(profile, backEnd, url, () => undefined)
  try {
    const journal = await journalOf(browser)
    const wasTorn = (await browser.page.evaluate(() => window.till?.wasTorn())) ?? false
    return { lost: lostFrom(journal, due).length, torn: tearsIn(journal), wasTorn }
  } catch (error) {
    return { lost: due.size, torn: [String(error)], wasTorn: false }
  } finally {
    await browser.kill()
  }
}
