import type { Page } from 'playwright-core'
import { closeTill, countTill, moveCash, openTill } from './cash.ts'
import { enrolled } from './doors.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import type { Market } from './market.ts'
import { charge, nameCustomer, nextOrder, payCash, sell, settledButton, tile } from './selling.ts'
import type { Ware } from './seed.ts'
import { openTablet, type Tablet } from './tablet.ts'
import type { Till } from './till.ts'

export type Take = (page: Page, name: string) => Promise<void>

/** The doors of a server that belongs to nobody. */
export async function walkSetUp({ server }: Pick<Market, 'server'>, take: Take) {
  const { page } = await openTablet(server.url)
  await page.getByRole('heading', { name: 'Set up your stall' }).waitFor()
  await take(page, 'set-up')
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await page.getByText('Please say what the business is called.').waitFor()
  await take(page, 'set-up-refused')
}

/** Every page of a till on which a few things were sold. */
export async function walkTill(market: Market, take: Take) {
  const tablet = await openTablet(market.server.url)
  tablet.expects(/status of 401 /)
  await tablet.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await take(tablet.page, 'sign-in')
  await signInWrong(tablet)
  await take(tablet.page, 'sign-in-refused')
  await tablet.close()

  const till = await enrolled(market, 'Blue tablet', { before: (page) => take(page, 'enrol') })
  await expectBadge(till.page, allSent)
  await walkSelling(till, take)
  await walkOrders(till, market, take)
  await walkStock(till, take)
  await walkManage(till, take)
  await walkSheets(till, take)
}

async function signInWrong({ page }: Tablet) {
  await page.getByLabel('User name').fill('mia')
  await page.getByLabel('Password', { exact: true }).fill('not it')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('main')
    .getByText(/do(es)? not|wrong|match|no such/i)
    .first()
    .waitFor()
}

async function walkSelling({ page }: Tablet, take: Take) {
  await tile(page, 'Sourdough').waitFor()
  await take(page, 'sell-empty')
  await sell(page, 'Sourdough', 'Sourdough', 'Coffee', 'Cinnamon bun', 'Rye loaf')
  await take(page, 'sell-basket')
  await page
    .getByRole('button', { name: /^Sourdough/ })
    .last()
    .click()
  await sheet(page, 'Sourdough').waitFor()
  await take(page, 'line')
  await page.keyboard.press('Escape')
  await nameCustomer(page, 'Morag MacIntyre')
  await charge(page)
  await take(page, 'charge')
  for (const digit of '5000') await page.getByRole('button', { name: digit, exact: true }).click()
  await take(page, 'charge-change')
  await page.getByText('Card terminal', { exact: true }).click()
  await take(page, 'charge-card')
  await page.getByText('Cash', { exact: true }).click()
  await page.getByText('Call out when ready').click()
  await settledButton(page, /^Take/).click()
  await page.getByRole('heading', { name: /^Order A-/ }).waitFor()
  await take(page, 'saved')
  await page.getByRole('button', { name: 'Receipt' }).click()
  await sheet(page, /^Receipt/).waitFor()
  await take(page, 'receipt')
  await page.keyboard.press('Escape')
  await nextOrder(page)
  await sell(page, 'Baguette', 'Apple juice')
  await charge(page)
  await payCash(page)
  await nextOrder(page)
}

async function walkOrders({ page }: Tablet, { books }: Market, take: Take) {
  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: 'A-0001' }).waitFor()
  await take(page, 'orders-board')
  await page.getByRole('button', { name: 'A-0001: pick slip' }).click()
  await sheet(page, 'Pick slip A-0001').waitFor()
  await take(page, 'pick-slip')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'All orders' }).click()
  await page.getByRole('link', { name: /A-0002/ }).waitFor()
  await take(page, 'orders-list')
  await page.getByRole('link', { name: /A-0001/ }).click()
  await page.getByRole('heading', { name: 'Order A-0001' }).waitFor()
  await take(page, 'order')
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await sheet(page, 'Cancel A-0001').waitFor()
  await take(page, 'order-cancel')
  await page.getByRole('button', { name: 'Keep the order' }).click()
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  await sheet(page, 'Refund for A-0001').getByRole('button', { name: 'All of it' }).click()
  await take(page, 'order-refund')
  await page.getByRole('button', { name: 'Close without a refund' }).click()
  await expectBadge(page, allSent)
  if (books.all('order').length !== 2) throw new Error('two orders were placed')
}

async function walkStock({ page }: Tablet, take: Take) {
  await turnTo(page, 'Stock')
  await page.getByRole('button', { name: /Sourdough/ }).waitFor()
  await take(page, 'stock')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await sheet(page, 'Count').getByRole('textbox', { name: 'Found: Baguette' }).fill('17')
  await take(page, 'stock-count')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Transfer' }).click()
  await sheet(page, 'Transfer').waitFor()
  await take(page, 'stock-transfer')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Sourdough/ }).click()
  await sheet(page, 'Sourdough').getByText('A-0001').waitFor()
  await take(page, 'stock-history')
  await page.keyboard.press('Escape')
}

/** A till from its float to its slip. */
export async function walkCash({ page }: Pick<Till, 'page'>, take: Take) {
  await turnTo(page, 'Till')
  await page.getByRole('heading', { name: 'No till opened' }).waitFor()
  await openTill(page, { '£20': 1, '£5': 2, '£0.50': 3 })
  await moveCash(page, 'Paid out', '500', 'Supplies')
  await page.getByText('−£5.00').first().waitFor()
  await take(page, 'till')
  await page.getByRole('button', { name: 'Cash in or out' }).click()
  await sheet(page, 'Cash in or out').waitFor()
  await take(page, 'till-cash')
  await page.keyboard.press('Escape')
  await countTill(page, { '£20': 1, '£1': 4 }, '£2.50 short')
  await take(page, 'till-difference')
  await page.getByRole('button', { name: 'Back to the count' }).click()
  await sheet(page).getByText('Should be in it').waitFor()
  await take(page, 'till-count')
  await sheet(page)
    .getByRole('button', { name: /^Counted/ })
    .click()
  await closeTill(page)
  await page.getByRole('button', { name: 'Slip' }).waitFor()
  await take(page, 'till-counted')
  await page.getByRole('button', { name: 'Slip' }).click()
  await sheet(page, 'Cash-up').waitFor()
  await take(page, 'till-slip')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Back to the till' }).click()
  await page.getByRole('heading', { name: 'Earlier' }).waitFor()
  await take(page, 'till-earlier')
}

async function walkManage({ page }: Tablet, take: Take) {
  await turnTo(page, 'Manage')
  await take(page, 'manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page.getByRole('button', { name: /Coffee/ }).waitFor()
  await take(page, 'products')
  await page.getByRole('button', { name: /Coffee/ }).click()
  await sheet(page, 'Coffee').waitFor()
  await take(page, 'product')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Back to Manage' }).click()
  await page.getByRole('link', { name: /^Locations/ }).click()
  await page.getByRole('button', { name: /Leith Saturday/ }).waitFor()
  await take(page, 'locations')
  await page.getByRole('button', { name: /Leith Saturday/ }).click()
  await sheet(page).waitFor()
  await take(page, 'location')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Back to Manage' }).click()
  await page.getByRole('link', { name: /^Tablets/ }).click()
  await page.getByRole('heading', { name: 'Tablets', level: 1 }).waitFor()
  await take(page, 'tablets')
  await page.getByRole('link', { name: 'Back to Manage' }).click()
  await page.getByRole('link', { name: /^Settings/ }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await take(page, 'settings')
}

async function walkSheets(tablet: Tablet, take: Take) {
  const { page } = tablet
  await page.getByRole('button', { name: /sign out$/ }).click()
  await sheet(page, 'Mia').waitFor()
  await take(page, 'person')
  await page.getByRole('button', { name: 'This tablet' }).click()
  await sheet(page, /^Tablet/)
    .getByText('Version of the app')
    .waitFor()
  await take(page, 'tablet')
  await page.keyboard.press('Escape')
  await sheet(page).waitFor({ state: 'hidden' })
  await page.keyboard.press('?')
  await sheet(page, 'Keyboard').waitFor()
  await take(page, 'keyboard')
  await page.keyboard.press('Escape')
  await tablet.cut()
  await turnTo(page, 'Sell')
  await sell(page, 'Croissant')
  await charge(page)
  await payCash(page)
  await expectBadge(page, /^Offline · 1 order/)
  await page
    .getByRole('banner')
    .getByRole('button', { name: /waiting/ })
    .click()
  await sheet(page, 'Saved and sent').waitFor()
  await take(page, 'sync')
  await page.keyboard.press('Escape')
  await tablet.goTo('/nowhere')
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
  await take(page, 'nothing-here')
}

const longest =
  'Grandmother Euphemia’s twice-baked Lapsang-Souchong-and-marmalade Christmas pudding, extra large'

/** 300 products, some with names and prices that hardly fit. */
export const manyWares: Ware[] = Array.from({ length: 300 }, (_, index) => ({
  name: index % 25 === 3 ? `${longest} ${index}` : `Jar ${String(index + 1).padStart(3, '0')}`,
  price: index % 25 === 4 ? 123_456_789 : 100 + index * 7,
  category:
    ['Jam', 'Chutney', 'Pickles', 'Honey and syrups', 'Curds', 'Gift boxes', 'Out of season'][index % 7] ??
    '',
  emoji: ['🍓', '🥒', '🍯', ''][index % 4] ?? '',
  level: index % 30,
  threshold: 3,
}))

/** What a full catalogue, or none, does to the pages. */
export async function walkMany(market: Pick<Market, 'server' | 'books'>, name: string, take: Take) {
  const { page } = await enrolled(market, name === 'many' ? longest.slice(0, 60) : 'Blue tablet')
  await expectBadge(page, allSent, 30_000)
  if (name === 'many') {
    for (const index of [0, 3, 4])
      await page.getByRole('main').locator('button:has-text("£")').nth(index).click()
    await nameCustomer(page, longest.slice(0, 80))
  }
  await take(page, `${name}-sell`)
  if (name === 'many') {
    await charge(page)
    await take(page, `${name}-charge`)
    await payCash(page)
    await take(page, `${name}-saved`)
  }
  for (const [place, file] of [
    ['Orders', 'orders'],
    ['Stock', 'stock'],
  ] as const) {
    await turnTo(page, place)
    await take(page, `${name}-${file}`)
  }
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page.getByRole('heading', { name: 'Products', level: 1 }).waitFor()
  await take(page, `${name}-products`)
}
