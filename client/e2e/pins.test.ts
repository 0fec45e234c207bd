import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { choosePin, installed, signBackIn, switchTo, typePin } from './doors.ts'
import { allSent, expectBadge, expectSent, sheet } from './frame.ts'
import { expectBasket, charge, payCash, scan, sell } from './selling.ts'
import { staff } from './seed.ts'
import { readyTill } from './till.ts'

const pins = { mia: '314159', erik: '271828' }

/** A tablet that Mia and Erik share, without a network. Erik is on it. */
async function shared() {
  const { market, tablet, page } = await readyTill()
  await choosePin(page, pins.mia)
  await signOutToNames(page)
  await page.getByRole('button', { name: 'Sign in with a password' }).click()
  await signBackIn(page, staff.erik, pins.erik)
  await installed(page)
  await expectBadge(page, allSent)
  await tablet.cut()
  return { market, tablet }
}

test('It hands a shared tablet from one person to the next by PIN, offline, with the basket as it was', async () => {
  const { market, tablet } = await shared()
  await sell(tablet.page, 'Sourdough', 'Coffee')
  await allowHalf(tablet.page)
  await switchTo(tablet.page, 'Mia', pins.mia)
  await expectBasket(tablet.page, '1 × Sourdough', '1 × Coffee')
  await charge(tablet.page)
  expect(await payCash(tablet.page)).toBe('A-0001')
  await tablet.close()
  await tablet.start('/orders')
  await tablet.page.getByRole('button', { name: /^Mia.*sign out$/ }).waitFor()
  await switchTo(tablet.page, 'Erik', pins.erik)
  await sell(tablet.page, 'Coffee')
  await charge(tablet.page)
  expect(await payCash(tablet.page)).toBe('A-0002')
  await tablet.connect()
  await expectSent(tablet.page, market.books, 2)
  const people = new Map(market.books.all('person').map(({ id, name }) => [id, name]))
  expect(market.books.all('order').map(({ number, actorId }) => [number, people.get(actorId)])).toEqual([
    ['A-0001', 'Mia'],
    ['A-0002', 'Erik'],
  ])
  expect(market.books.all('exception')).toEqual([])
})

test('It locks a person out after ten wrong PINs, over a restart, until they sign in with a connection', async () => {
  const { tablet } = await shared()
  await signOutToNames(tablet.page)
  await expectAccessible(tablet.page, 'names')
  await tablet.page.getByRole('button', { name: /^Erik/ }).click()
  for (let times = 0; times < 3; times += 1) await scan(tablet.page, '5012345678900')
  for (let left = 9; left > 3; left -= 1) await miss(tablet.page, new RegExp(`${left} tries are left`))
  await expectAccessible(tablet.page, 'a wrong PIN')
  await tablet.kill()
  await tablet.start('/sell')
  await tablet.page.getByRole('button', { name: /^Erik/ }).click()
  for (let left = 3; left > 1; left -= 1) await miss(tablet.page, new RegExp(`${left} tries are left`))
  await miss(tablet.page, /One more wrong one locks it/)
  await typePin(tablet.page, '000000')
  await tablet.page.getByRole('button', { name: /^Erik needs the password/ }).click()
  await tablet.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await tablet.connect()
  await signBackIn(tablet.page, staff.erik, '161803')
  await switchTo(tablet.page, 'Mia', pins.mia)
  await switchTo(tablet.page, 'Erik', '161803')
})

test('It asks who it is after a while of rest, but not while an order is being paid', async () => {
  const { tablet } = await shared()
  const { page } = tablet
  await page.clock.install()
  await switchTo(page, 'Mia', pins.mia)
  await page.getByRole('button', { name: /^Mia.*sign out$/ }).click()
  await page.getByRole('button', { name: 'This tablet' }).click()
  await sheet(page, /^Tablet/)
    .getByLabel('Ask who it is')
    .selectOption('After 2 minutes')
  await page.keyboard.press('Escape')
  await sell(page, 'Coffee')
  await charge(page)
  await page.clock.runFor(600_000)
  await page.getByRole('button', { name: 'Basket' }).click()
  await page.clock.runFor(100_000)
  await expectBasket(page, '1 × Coffee')
  await page.clock.runFor(30_000)

  await page.getByText('Mia’s PIN', { exact: true }).waitFor()
  await page.clock.resume()
  await typePin(page, pins.mia)
  await expectBasket(page, '1 × Coffee')
})

/** Half off the coffee, for which Mia stands by Erik: her word is asked for over the line that is open. */
async function allowHalf(page: Page) {
  await page.getByRole('button', { name: /^Coffee .*change it$/ }).click()
  const line = sheet(page, 'Coffee')
  await line.getByRole('button', { name: 'Discount' }).click()
  await line.getByRole('button', { name: '50%' }).click()
  await line.getByRole('button', { name: 'Ask a manager' }).click()
  const word = sheet(page, 'A manager has to allow this')
  await word.getByText(/50\s%\soff Coffee/).waitFor()
  await expectAccessible(page, 'a manager is asked')
  await word.getByRole('button', { name: 'Leave it' }).last().click()
  await word.waitFor({ state: 'hidden' })
  await line.getByRole('button', { name: 'Ask a manager' }).click()
  await miss(page, /tries are left/)
  await typePin(page, pins.mia)
  await line.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Charge £6.10' }).waitFor()
}

async function signOutToNames(page: Page) {
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('button', { name: 'Switch person' }).click()
  await page.getByRole('button', { name: 'Sign in with a password' }).waitFor()
}

async function miss(page: Page, words: RegExp) {
  await typePin(page, '000000')
  await page.getByRole('alert').getByText(words).waitFor()
}
