import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeSureOfBuild } from './build.ts'
import { openBooks, type Books } from './books.ts'
import { seed, type Trade, type Ware, wares } from './seed.ts'
import { serve, type Served, type Server, startServer } from './server.ts'

export interface Market<S = Server> {
  server: S
  /** What the server's database holds. */
  books: Books
  /** Where the server keeps its data. */
  folder: string
}

/** A server with a business, staff and stock on it, for one test. */
export async function openMarket(stock: readonly Ware[] = wares, trade?: Trade): Promise<Market> {
  const folder = newFolder()
  await seed(folder, stock, trade)
  return openOn(folder)
}

/** The same with another build of the app than the one in dist/; this server lives in the test's own process. */
export async function openMarketWith(dist: string): Promise<Market<Served>> {
  const folder = newFolder()
  await seed(folder, wares)
  const server = await serve(folder, dist)
  onTestFinished(() => server.stop())
  return { server, books: openBooks(join(folder, 'awning.db')), folder }
}

/** A server at that port on a copy of what another one kept. */
export function copyOfMarket(kept: string, port: number): Promise<Market> {
  const folder = newFolder()
  cpSync(kept, folder, { recursive: true })
  return openOn(folder, port)
}

/** A server that belongs to nobody yet. */
export function openBareMarket(): Promise<Market> {
  return openOn(newFolder())
}

async function openOn(folder: string, port = 0): Promise<Market> {
  makeSureOfBuild()
  const server = await startServer(folder, port)
  onTestFinished(() => server.stop())
  return { server, books: openBooks(join(folder, 'awning.db')), folder }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'awning-e2e-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
