import type { Page } from 'playwright-core'
import { bareSale } from './bare.ts'
import { tapOn, timed } from './probe.ts'
import type { Seeded } from './seed.ts'

interface Sold {
  tiles: number[]
  durable: number[]
  drawn: number[]
  bare: number[]
}

const take = '.take button:not([aria-disabled])'

/** Sells two things for cash, again and again, and writes the same rows by the browser's own means after each. */
export async function sell(page: Page, { orders }: Seeded, sales: number): Promise<Sold> {
  const sold: Sold = { tiles: [], durable: [], drawn: [], bare: [] }
  for (let taken = 0; taken < sales; taken += 1) {
    for (const place of [taken % 8, 8 + (taken % 3)]) {
      const tile = `[data-tile="${place}"]`
      const name = await page.locator(`${tile} .name`).innerText()
      const { tap, drawn } = await timed(page, { css: '.lines .what', text: name }, await tapOn(page, tile))
      sold.tiles.push(drawn - tap)
    }
    await (
      await tapOn(page, '.side button', 'Charge')
    )()
    const settled = await tapOn(page, take)
    const { tap, durable, drawn } = await timed(page, { css: '#saved-number', text: 'Order' }, settled)
    sold.durable.push(durable - tap)
    sold.drawn.push(drawn - tap)
    sold.bare.push(await bareSale(page, taken + orders.length))
  }
  return sold
}
