import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Order } from '#shared/rows.ts'
import { openStore } from '../../server/store/store.ts'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { type Market, openMarket } from './market.ts'
import { settledButton } from './selling.ts'

const old = '01900000-0000-7000-8000-000000000007'

test('It finds an order of long ago on the server, takes what is owed for it, and says so where there is no signal', async () => {
  const market = await openMarket()
  await placeLongAgo(market)
  const tablet = await enrolled(market, 'Blue')
  const { page } = tablet
  await installed(page)
  await expectBadge(page, allSent)
  await turnTo(page, 'Orders')

  await tablet.cut()
  await page.getByRole('button', { name: 'Look further back' }).click()
  await page.getByText('Older orders are on the server, and it cannot be reached just now.').waitFor()
  await tablet.connect()
  await page.getByRole('button', { name: 'Look further back' }).click()
  await page.getByRole('link', { name: /Z-0007/ }).waitFor()
  await page.getByText('That is all there is.').waitFor()
  await expectAccessible(page, 'orders from the server')
  await page.getByRole('link', { name: /Z-0007/ }).click()
  await page.getByText('This order is older than what this tablet keeps.').waitFor()

  await page.getByRole('button', { name: /^Take payment/ }).click()
  const form = sheet(page)
  await form.waitFor()
  await settledButton(page, /^Take £/).click()
  await form.getByText('£4.50 saved on this tablet').waitFor()
  await expect.poll(() => market.books.all('paid').length, { timeout: 20_000 }).toBe(1)
  await expect.poll(() => market.books.all('order')[0]?.paidLater).toBe(450)
  await expect.poll(() => page.getByText(/£4.50 to pay/).count()).toBe(0)

  // Another tablet holds nothing of it, and its receipt says all the same that it was paid.
  const other = await enrolled(market, 'Red')
  await other.goTo(`/orders/${old}`)
  await other.page.getByRole('button', { name: 'Receipt' }).click()
  await sheet(other.page, 'Receipt Z-0007').getByText('Payment', { exact: false }).first().waitFor()
  const receipt = sheet(other.page, 'Receipt Z-0007').getByRole('article')
  expect(await receipt.innerText()).toMatch(/Cash, .*£4\.50/s)
  expect(await receipt.innerText()).not.toContain('Still to pay')
})

/** An order that was placed more than thirty days ago on a tablet that is gone, and not paid. */
async function placeLongAgo({ server, books, folder }: Market) {
  const [place] = books.all('location').filter(({ name }) => name === 'Leith Saturday')
  const [person] = books.all('person')
  const [product] = books.all('product').filter(({ name }) => name === 'Sourdough')
  if (!place || !person || !product) throw new Error('the market was to be seeded')
  const line = { productId: product.id, name: product.name, price: 450, quantity: 1, taxRate: 0, total: 450 }
  const placedAt = Date.now() - 45 * 86_400_000
  const order: Order = {
    ...{ id: old, number: 'Z-0007', locationId: place.id, currency: 'GBP', taxIncluded: true, total: 450 },
    ...{ lines: [line], taxes: [{ rate: 0, gross: 450, tax: 0 }], payments: [], owed: 450 },
    ...{ startStatus: 'completed', status: 'completed', statusAt: placedAt, placedAt, zone: 'Europe/London' },
    ...{ deviceId: old, actorId: person.id, customer: { name: 'Morag MacIntyre' } },
  }
  await server.stop()
  const store = openStore(join(folder, 'awning.db'))
  store.revise(placedAt, (rev) => store.rows.put('order', order, rev))
  store.close()
  await server.start()
}
