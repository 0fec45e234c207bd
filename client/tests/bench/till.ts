import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSureOfBuild } from '../../e2e/build.ts'
import { startServer } from '../../e2e/server.ts'
import { numbersIn } from '../torture/options.ts'
import { type Figure, quantile, reckon, tableOf } from './figures.ts'
import { find } from './till/find.ts'
import { lookUp } from './till/orders.ts'
import { seedMany } from './till/seed.ts'
import { sell } from './till/sales.ts'
import { firstLoad, openTablet } from './till/tablet.ts'

/*
 * The built app in a real browser, with a full catalogue and a month of orders on the tablet, on this machine and on one
 * whose processor is four times slower. Times run from when the browser was told of the tap to when a frame with the
 * answer was drawn; of a sale, to when the transaction that holds it was on the disk.
 */

const slowly = 4

export async function run(args: string[]): Promise<boolean> {
  const isJson = args.includes('--json')
  const defaults = { products: 20_000, orders: 20_000, sales: 40, rounds: 12 }
  const size = numbersIn(
    args.filter((arg) => arg !== '--json'),
    defaults,
  )
  const say = (text: string) => {
    if (!isJson) process.stderr.write(`${text}\n`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'awning-bench-'))
  makeSureOfBuild()
  say(`Making ${size.products} products and ${size.orders} orders…`)
  const seeded = await seedMany(folder, size.products, size.orders)
  const server = await startServer(folder)
  const figures: Figure[] = []
  try {
    say('Taking them onto a tablet…')
    const tablet = await openTablet(server.url, size.orders)
    const { scripts, styles } = await firstLoad(tablet.page.context(), `${server.url}/sell`)
    figures.push(
      kilobytes('first load: scripts, gzip', scripts, 110),
      kilobytes('first load: styles, gzip', styles),
    )
    await tablet.page.context().setOffline(true)
    for (const times of [1, slowly]) {
      const how = times === 1 ? '' : `, ${times}× slower`
      const isSlow = times !== 1
      await tablet.slow(times)
      say(`Selling${how}…`)
      const sold = await sell(tablet.page, seeded, size.sales)
      figures.push(
        ms(`tile → basket${how}`, sold.tiles, isSlow ? 50 : null),
        ms(`charge → durable${how}`, sold.durable, isSlow ? 80 : 20),
        ms(`bare transaction${how}`, sold.bare, null),
        ratio(`durable ÷ bare, by median${how}`, sold.durable, sold.bare, 1.25),
        ms(`charge → “saved” drawn${how}`, sold.drawn, null),
      )
      say(`Searching${how}…`)
      figures.push(
        ms(`search among products${how}`, await find(tablet.page, seeded, size.rounds), isSlow ? 100 : null),
      )
      say(`Looking orders up${how}…`)
      const looked = await lookUp(tablet.page, seeded, size.rounds)
      for (const [what, values] of Object.entries(looked))
        figures.push(ms(`${what}${how}`, values, isSlow ? 100 : null))
    }
    await tablet.close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const reckoned = figures.map(reckon)
  const told = isJson
    ? JSON.stringify({ bench: 'till', ...size, figures: reckoned }, null, 2)
    : tableOf(reckoned)
  process.stdout.write(`${told}\n`)
  return reckoned.every(({ isMet }) => isMet !== false)
}

function ms(what: string, values: readonly number[], goal: number | null): Figure {
  return { what, unit: 'ms', values, goal }
}

function ratio(what: string, values: readonly number[], limit: readonly number[], goal: number): Figure {
  return { what, unit: '×', values: [quantile(values, 0.5) / quantile(limit, 0.5)], goal }
}

function kilobytes(what: string, size: number, goal: number | null = null): Figure {
  return { what, unit: 'kB', values: [size], goal }
}
