import type { Page } from 'playwright-core'
import { tapOn, timed } from './probe.ts'
import type { Seeded } from './seed.ts'

/** Opens the orders and finds one of them by its number, its customer and a product. */
export async function lookUp(
  page: Page,
  { orders }: Seeded,
  rounds: number,
): Promise<Record<string, number[]>> {
  const looked = {
    'open the orders': [],
    'find by number': [],
    'find by customer': [],
    'find by product': [],
  } as Record<string, number[]>
  const named = orders.filter(({ customer }) => customer !== null)
  for (let round = 0; round < rounds; round += 1) {
    await (
      await tapOn(page, 'nav a', 'Sell')
    )()
    const tap = await tapOn(page, 'nav a', 'Orders')
    const opened = await timed(page, { css: '.order-row', text: '£' }, tap)
    if (round > 0) looked['open the orders']?.push(opened.drawn - opened.tap)
    const order = orders[(round * 7_919) % orders.length]
    const customer = named[(round * 7_919) % named.length]?.customer ?? ''
    looked['find by number']?.push(await typed(page, order?.number ?? '', order?.number ?? ''))
    looked['find by customer']?.push(await typed(page, customer, customer))
    const product = order?.products[0] ?? ''
    looked['find by product']?.push(await typed(page, product, product))
  }
  await (
    await tapOn(page, 'nav a', 'Sell')
  )()
  return looked
}

async function typed(page: Page, text: string, seen: string): Promise<number> {
  const search = page.getByLabel('Number, customer or product')
  const { tap, drawn } = await timed(page, { css: '.order-row', text: seen }, () => search.fill(text))
  await search.fill('')
  await page.waitForTimeout(400)
  return drawn - tap
}
