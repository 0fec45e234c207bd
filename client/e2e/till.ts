import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { enrolled, installed, notSignedIn } from './doors.ts'
import { allSent, expectBadge } from './frame.ts'
import { copyOfMarket, type Market, openMarket } from './market.ts'
import { type Ware, wares } from './seed.ts'
import { openTablet, sizes, type Tablet } from './tablet.ts'

export interface Till {
  market: Market
  tablet: Tablet
  page: Page
}

/**
 * A market and the one tablet that Mia enrolled on it, installed and all sent. It is made once by each worker of a run, closed, and
 * from then on copied, server and browser, which is three times as quick as going through the doors.
 */
export async function readyTill(stock: readonly Ware[] = wares, camera?: string): Promise<Till> {
  const name = createHash('sha256').update(JSON.stringify(stock)).digest('hex')
  // Each worker has its own, since a copy opens at the port of what it was copied from.
  const kept = join(inject('tills'), process.env['VITEST_POOL_ID'] ?? '', name)
  if (!existsSync(join(kept, 'port'))) await make(kept, stock)
  return open(kept, camera).catch(async () => {
    // Somebody else has its port by now.
    rmSync(kept, { recursive: true, force: true })
    await make(kept, stock)
    return open(kept, camera)
  })
}

/** The same, without a network. */
export async function readyTillOffline(stock?: readonly Ware[], camera?: string): Promise<Till> {
  const till = await readyTill(stock, camera)
  await till.tablet.cut()
  return till
}

async function make(kept: string, stock: readonly Ware[]) {
  const { server, folder } = await openMarket(stock)
  const tablet = await enrolled({ server }, 'Blue tablet')
  await installed(tablet.page)
  await expectBadge(tablet.page, allSent)
  await tablet.close()
  await server.stop()
  copy(folder, join(kept, 'market'))
  copy(tablet.profile, join(kept, 'profile'))
  writeFileSync(join(kept, 'port'), new URL(server.url).port)
}

async function open(kept: string, camera?: string): Promise<Till> {
  const port = Number(readFileSync(join(kept, 'port'), 'utf8'))
  const market = await copyOfMarket(join(kept, 'market'), port)
  const from = join(kept, 'profile')
  const tablet = await openTablet(market.server.url, '/sell', sizes.landscape, { camera, from })
  tablet.expects(notSignedIn)
  await installed(tablet.page)
  await expectBadge(tablet.page, allSent)
  return { market, tablet, page: tablet.page }
}

/** Not what says that a browser has the profile open. */
function copy(from: string, to: string) {
  cpSync(from, to, { recursive: true, filter: (file) => !basename(file).startsWith('Singleton') })
}
