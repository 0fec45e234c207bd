import type { Page } from 'playwright-core'
import { choosePin, enrolled, signBackIn, typePin } from './doors.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { placeLongAgo } from './longAgo.ts'
import type { Market } from './market.ts'
import type { Take } from './scenes.ts'
import { staff } from './seed.ts'
import { charge, payCash, savedNumber } from './selling.ts'
import type { Till } from './till.ts'

/** What a till asks before it sells: which, how, for how much, what is taken off, and what is put aside. */
export async function walkAsking({ page }: Pick<Till, 'page'>, take: Take) {
  await walkPicking(page, take)
  await walkReducing(page, take)
  await inBigTouch(page, () => take(page, 'sell-big-touch'))
  await charge(page)
  await inBigTouch(page, () => take(page, 'charge-big-touch'))
  await payCash(page)
  await savedNumber(page)
  await page.getByRole('button', { name: 'Receipt' }).click()
  await sheet(page, /^Receipt/)
    .getByRole('button', { name: 'Change' })
    .click()
  await take(page, 'printer')
  await sheet(page, /^Receipt/)
    .getByRole('button', { name: 'Back to the receipt' })
    .click()
  await sheet(page, /^Receipt/)
    .getByRole('button', { name: 'QR code' })
    .click()
  await take(page, 'receipt-code')
}

async function walkPicking(page: Page, take: Take) {
  const product = (name: string) => page.getByRole('main').getByRole('button', { name }).first().click()
  const press = (name: string | RegExp) => sheet(page).getByRole('button', { name }).click()
  await product('Tote bag')
  await sheet(page).waitFor()
  await take(page, 'pick-variant')
  await press(/^Large/)
  await product('Flat white')
  await press(/^Oat milk/)
  await take(page, 'pick-options')
  await press(/^Add/)
  await product('Something else')
  await sheet(page).getByLabel('What it is').fill('Old jug')
  for (const digit of '1250') await sheet(page).getByRole('button', { name: digit, exact: true }).click()
  await take(page, 'pick-price')
  await press(/^Add/)
}

async function walkReducing(page: Page, take: Take) {
  const side = page.getByRole('complementary', { name: 'Basket' })
  await side.getByRole('button', { name: /^Old jug .*change it$/ }).click()
  await sheet(page).getByRole('button', { name: 'Discount' }).click()
  await sheet(page).getByRole('button', { name: '20%' }).click()
  await take(page, 'line-discount')
  await sheet(page).getByRole('button', { name: 'Done' }).click()
  await side.getByRole('button', { name: 'Discount', exact: true }).click()
  await sheet(page).getByLabel('Amount off').fill('1')
  await take(page, 'discount')
  await sheet(page).getByRole('button', { name: 'Done' }).click()
  await side.getByRole('button', { name: 'Customer' }).click()
  await sheet(page, 'Customer and note').waitFor()
  await take(page, 'customer')
  await sheet(page, 'Customer and note').getByRole('button', { name: 'Done' }).click()
  await side.getByRole('button', { name: 'Park', exact: true }).click()
  await side.getByRole('button', { name: /^Parked orders/ }).click()
  await sheet(page, 'Parked orders').getByLabel('Name').fill('Blue coat')
  await take(page, 'parked')
  await sheet(page, 'Parked orders').getByRole('button', { name: 'Resume' }).click()
}

async function inBigTouch(page: Page, look: () => Promise<void>) {
  const touch = (size: string) =>
    page.evaluate((name) => {
      document.documentElement.dataset['touch'] = name
    }, size)
  await touch('big')
  await look()
  await touch('normal')
}

/** Who is at the till, and an order that only the server holds. */
export async function walkPeople(market: Market, take: Take) {
  await placeLongAgo(market)
  const { page } = await enrolled(market, 'Blue tablet')
  await expectBadge(page, allSent)
  await turnTo(page, 'Orders')
  await page.getByRole('button', { name: 'Look further back' }).click()
  await page.getByRole('link', { name: /Z-0007/ }).waitFor()
  await take(page, 'orders-older')
  await page.getByRole('link', { name: /Z-0007/ }).click()
  await page.getByText('This order is older than what this tablet keeps.').waitFor()
  await take(page, 'order-older')
  await page.getByRole('button', { name: /^Take payment/ }).click()
  await sheet(page).waitFor()
  await take(page, 'order-pay')
  await page.keyboard.press('Escape')

  await turnTo(page, 'Sell')
  await choosePin(page, '314159', () => take(page, 'pin-new'))
  await leaveTill(page)
  await page.getByRole('button', { name: 'Sign in with a password' }).click()
  await signBackIn(page, staff.erik, '271828')
  await leaveTill(page)
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor()
  await take(page, 'names')
  await page.getByRole('button', { name: /^Mia/ }).click()
  await typePin(page, '000000')
  await page
    .getByRole('alert')
    .getByText(/tries are left/)
    .waitFor()
  await take(page, 'pin-wrong')
}

async function leaveTill(page: Page) {
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('button', { name: 'Switch person' }).click()
}
