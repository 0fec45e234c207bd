import { v7 } from 'uuid'
import { saveSlices } from '../../data/imports.ts'
import { products } from '../../data/queries.ts'
import { planImport } from '../../features/catalogue/csv/plan.ts'
import { readSheet } from '../../features/catalogue/csv/readFile.ts'
import { slicesOf } from '../../features/catalogue/csv/slices.ts'
import { foundIn, listingOf } from '../../features/catalogue/listing.ts'
import { catalogueOf } from '../../features/sell/catalogue.ts'
import { find } from '../../features/sell/search.ts'
import { demand, openMarket } from '../market.ts'

/* One CSV file of 50,000 products, imported by a whole tablet into a whole server, then searched. */

const searchGoal = 100
const queries = ['rye', 'rye 499', 'sour 12', 'z', '5012', 'nothing at all', 'old fashioned', 'bread 4']

export async function run([wanted = '50000']: string[]): Promise<boolean> {
  const size = Number(wanted)
  const market = await openMarket()
  try {
    const { till } = await market.tablet('Ines')
    const bytes = new TextEncoder().encode(fileOf(size))
    const stalls = watchStalls()
    const read = await timed(async () => {
      const reading = await readSheet(bytes, breathe)
      if (!reading.ok) throw new Error(reading.text)
      return planImport(reading.sheet, await products(till.db), { currency: 'GBP', newId: v7, breathe })
    })
    say(
      'read and held against the catalogue',
      `${read.ms} ms (${read.cpu} of processor), ${(bytes.length / 1e6).toFixed(1)} MB`,
    )
    say('longest the tablet stood still meanwhile', `${stalls.stop()} ms`)
    const wishes = read.value.wanted.map(({ wish }) => wish)
    const outside = { breathe, pause: breathe, isOnline: () => false, isOver: () => false }
    const saved = await timed(async () => {
      let syncing = Promise.resolve()
      let slices = 0
      const tell = () => {
        slices += 1
        if (slices % 4 === 0) syncing = till.sync().then(demand)
      }
      demand(await saveSlices(till, slicesOf(wishes), { ...outside, breathe: () => syncing }, tell))
      demand(await till.sync())
    })
    say(
      'saved on the tablet and sent to the server',
      `${saved.ms} ms (${saved.cpu} of processor), ${Math.round((size / saved.ms) * 1_000)} a second`,
    )
    const held = market.store().rows.all('product').length
    const all = await products(till.db)
    const byId = new Map(all.map((product) => [product.id, product]))
    const listing = await timed(async () => listingOf(byId))
    const catalogue = await timed(async () => catalogueOf(all))
    say('made ready to be searched', `${listing.ms} ms in the list, ${catalogue.ms} ms at the till`)
    const inList = slowest((query) => foundIn(listing.value, query))
    const atTill = slowest((query) => find(catalogue.value, query, null))
    say(
      `slowest search among ${all.length} (goal ${searchGoal} ms)`,
      `${inList} ms in the list, ${atTill} ms at the till`,
    )
    const again = await readSheet(bytes, breathe)
    const plan = again.ok && (await planImport(again.sheet, all, { currency: 'GBP', newId: v7, breathe }))
    const unchanged = plan ? plan.unchanged : 0
    say('rows of the same file that change nothing the second time', String(unchanged))
    return held === size + 3 && unchanged === size && Math.max(inList, atTill) < searchGoal
  } finally {
    market.close()
  }
}

function fileOf(size: number): string {
  const kinds = ['Rye loaf', 'Sourdough', 'Old fashioned bread', 'Zopf', 'Crème brûlée']
  const lines = Array.from({ length: size }, (_, index) =>
    [
      ...[`sku-${index}`, `${kinds[index % kinds.length]} ${index}`, `Category ${index % 40}`],
      ...[
        ((index % 900) / 100 + 1).toFixed(2),
        20,
        String(5_012_345_600_000 + index),
        index % 9,
        'gluten: contains',
      ],
    ].join(','),
  )
  return ['sku,name,category,price,tax_rate,barcode,threshold,allergens', ...lines].join('\n')
}

/** How long the slowest of the searches took, ms to a tenth: of each the middle one of nine, since other programs run too. */
function slowest(search: (query: string) => unknown): number {
  const middles = queries.map((query) => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      search(query)
      return performance.now() - start
    })
    return times.sort((a, b) => a - b)[4] ?? 0
  })
  return Math.round(Math.max(...middles) * 10) / 10
}

/** Notices how long nothing else could run. */
function watchStalls() {
  let [longest, last] = [0, performance.now()]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  return {
    stop(): number {
      clearInterval(timer)
      return Math.round(longest)
    },
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number; cpu: number }> {
  const start = performance.now()
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: Math.round(performance.now() - start), cpu: Math.round((user + system) / 1_000) }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function say(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(60)} ${figure}\n`)
}
