import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { makeSureOfBuild } from '../../e2e/build.ts'
import { startServer } from '../../e2e/server.ts'
import { numbersIn } from '../torture/options.ts'
import { type Figure, reckon, tableOf } from './figures.ts'
import { seedMany, type Seeded } from './till/seed.ts'
import { openTablet } from './till/tablet.ts'
import { tapOn, timed } from './till/probe.ts'

/* The pages of a full catalogue in a real browser: how long each takes to open, and to answer a key in its search. */

const [opening, typing] = [1_000, 100]

export async function run(args: string[]): Promise<boolean> {
  const size = numbersIn(args, { products: 50_000, rounds: 8 })
  const folder = mkdtempSync(join(tmpdir(), 'awning-bench-'))
  makeSureOfBuild()
  process.stderr.write(`Making ${size.products} products and taking them onto a tablet…\n`)
  const seeded = await seedMany(folder, size.products, 20)
  const server = await startServer(folder)
  const opened: Record<string, number[]> = {}
  const typed: Record<string, number[]> = {}
  try {
    const { page, close } = await openTablet(server.url, 20)
    await page.context().setOffline(true)
    for (let round = 0; round < size.rounds; round += 1) await look(page, seeded, round, opened, typed)
    await close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const figures = [...ofAll(opened, opening), ...ofAll(typed, typing)].map(reckon)
  process.stdout.write(`${tableOf(figures)}\n`)
  return figures.every(({ isMet }) => isMet !== false)
}

function ofAll(read: Record<string, number[]>, goal: number): Figure[] {
  return Object.entries(read).map(([what, values]) => ({ what, unit: 'ms', values, goal }))
}

type Read = Record<string, number[]>

async function look(
  page: Page,
  { products }: Seeded,
  round: number,
  opened: Read,
  typed: Read,
): Promise<void> {
  const { name } = products[(round * 7_919 + 1) % products.length] ?? { name: '' }
  const note = (to: Read, what: string, { tap, drawn }: { tap: number; drawn: number }) =>
    (to[what] ??= []).push(drawn - tap)
  const find = async (what: string, label: string, css: string) => {
    const search = page.getByLabel(label)
    note(typed, what, await timed(page, { css, text: name }, () => search.fill(name)))
    await search.fill('')
    await page.waitForTimeout(500)
  }
  const rows = '.data-row'

  const stock = await tapOn(page, 'nav a', 'Stock')
  note(opened, 'open the stock', await timed(page, { css: rows, text: 'Aberlady' }, stock))
  await find('search the stock', 'Search the stock', rows)
  const count = await tapOn(page, 'button', 'Count')
  note(opened, 'open the count', await timed(page, { css: '[role=dialog]', text: 'biscuits' }, count))
  await find('search the count', 'Find a product', '[role=dialog]')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  const manage = await tapOn(page, 'nav a', 'Manage')
  note(opened, 'open Manage', await timed(page, { css: 'main', text: `${products.length} on sale` }, manage))
  const list = await tapOn(page, 'main a', 'Names, prices, tax')
  note(opened, 'open the products', await timed(page, { css: rows, text: 'Aberlady' }, list))
  await find('search the products', 'Search the products', rows)
}
