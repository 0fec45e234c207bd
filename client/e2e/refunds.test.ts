import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { charge, left, nextOrder, payCash, sell } from './selling.ts'
import { readyTillOffline } from './till.ts'

async function sold(page: Page, ...products: string[]): Promise<string> {
  await turnTo(page, 'Sell')
  await sell(page, ...products)
  await charge(page)
  const number = await payCash(page)
  await nextOrder(page)
  return number
}

async function look(page: Page, number: string) {
  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: new RegExp(`^${number}`) }).click()
  await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
}

async function expectOnShelf(page: Page, product: string, words: string) {
  await turnTo(page, 'Sell')
  await expect.poll(() => left(page, product)).toBe(words)
}

test('It refunds by line without a network: once, however often and in however many tabs it is tapped, and with what was chosen kept', async () => {
  const { market, tablet, page } = await readyTillOffline()
  const number = await sold(page, 'Sourdough', 'Sourdough', 'Coffee')
  await expectOnShelf(page, 'Sourdough', '10')

  await look(page, number)
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  const form = sheet(page, `Refund for ${number}`)
  await form.getByText('Choose what comes back.').waitFor()
  await form.getByRole('button', { name: 'One Sourdough more' }).click()
  await form.getByText('Give back £4.50 in cash; 1 × Sourdough back on the shelf.').waitFor()
  await form.getByRole('button', { name: 'Damaged' }).click()
  await expectAccessible(page, 'refund')
  await page.reload()
  await form.getByText('Give back £4.50 in cash; 1 × Sourdough back on the shelf.').waitFor()
  expect(await form.getByLabel('Why').inputValue()).toBe('Damaged')

  await form.getByRole('button', { name: 'One Coffee more' }).click()
  await form.getByText('Split', { exact: true }).click()
  await form.getByLabel('Cash', { exact: true }).last().fill('4')
  await form.getByText('£3.70 more has to be given back.').waitFor()
  await form.getByLabel('Card terminal').last().fill('3.70')
  await form.getByText('Give back £4.00 in cash and £3.70 by card; ').waitFor()
  await form.getByText('1 × Coffee thrown away').waitFor()
  const { pathname, search } = new URL(page.url())
  const other = await tablet.openTab(pathname + search)
  const buttons = await Promise.all(
    [page, other].map((tab) =>
      sheet(tab, `Refund for ${number}`)
        .getByRole('button', { name: /^Refund £7.70/ })
        .elementHandle(),
    ),
  )
  for (const _tap of [1, 2])
    await Promise.all(buttons.map((button) => button.evaluate((it) => (it as HTMLElement).click())))
  await page.bringToFront()
  await form.waitFor({ state: 'hidden' })
  await hears(page, 'Refund made. Saved on this tablet')
  await page.getByText('1 went back').first().waitFor()
  await page.getByText('Gave back £4.00 in cash and £3.70 by card').waitFor()
  await expectAccessible(page, 'order with a refund')
  await expectOnShelf(page, 'Sourdough', '11')

  await tablet.connect()
  await expectBadge(page, allSent)
  expect(market.books.all('refund')).toMatchObject([{ number, value: 770, reason: 'Damaged' }])
  expect(market.books.all('order')).toMatchObject([
    { paidBack: 770, refunded: { value: 770, units: [1, 1] } },
  ])
  expect(market.books.level('Sourdough', 'Leith Saturday')).toBe(11)
  expect(market.books.commands()).toEqual(['order.place', 'order.refund'])
})

test('It cancels a paid order with the money in one step, or says on the order what is still to give back', async () => {
  const { market, tablet, page } = await readyTillOffline()
  const first = await sold(page, 'Rye loaf', 'Coffee')
  const second = await sold(page, 'Baguette')

  await look(page, first)
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  const form = sheet(page, `Cancel ${first}`)
  await form.getByRole('button', { name: 'Changed their mind' }).click()
  await form.getByText('Give back £8.40 in cash; the goods go back on the shelf.').waitFor()
  await expectAccessible(page, 'cancel')
  await form.getByRole('button', { name: 'Cancel the order' }).click()
  await form.waitFor({ state: 'hidden' })
  await hears(page, `${first} is cancelled`)
  await page.getByText('Gave back £8.40 in cash').waitFor()
  expect(await page.getByText(/to give back/i).count()).toBe(0)

  await look(page, second)
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await sheet(page, `Cancel ${second}`).getByText('Gone, or no longer good').click()
  await sheet(page, `Cancel ${second}`).getByText('Not now').click()
  await sheet(page, `Cancel ${second}`).getByRole('button', { name: 'Cancel the order' }).click()
  await page.getByText('£2.10 to give back').waitFor()
  await page.getByRole('button', { name: /^Give back/ }).click()
  await sheet(page, `Give money back for ${second}`)
    .getByRole('button', { name: /^Give back/ })
    .dblclick()
  await hears(page, 'Money given back. Saved on this tablet')
  await expect.poll(() => page.getByText(/to give back/i).count()).toBe(0)
  await expectOnShelf(page, 'Rye loaf', '4 left')
  await expectOnShelf(page, 'Baguette', '19')

  await tablet.connect()
  await expectBadge(page, allSent)
  const amounts = market.books.all('refund').map(({ payments }) => payments.map(({ amount }) => amount))
  expect(amounts).toEqual([[840], [210]])
  expect(market.books.all('movement').flatMap(({ wasted }) => wasted ?? [])).toEqual([1])
  expect(market.books.all('order').map(({ status, paidBack }) => [status, paidBack])).toEqual([
    ['cancelled', 840],
    ['cancelled', 210],
  ])
})
