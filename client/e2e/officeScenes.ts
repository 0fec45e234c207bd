import { onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { openPostbox } from '../../server/tests/postbox.ts'
import { enrolled } from './doors.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import type { Market } from './market.ts'
import type { Take } from './scenes.ts'
import { staff } from './seed.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import { openTablet, type Tablet } from './tablet.ts'

/** What an admin sees to: who works here, what was done, which tablets there are, and mail. */
export async function walkOffice(market: Market, take: Take) {
  await walkDoors(market, take)
  const tablet = await enrolled(market, 'Blue tablet', { as: staff.ada })
  await walkWho(tablet.page, take)
  await walkMail(tablet, take)
}

async function walkDoors({ server }: Market, take: Take) {
  const { page, expects, close } = await openTablet(server.url)
  expects(/status of 401 /)
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByLabel('User name or e-mail').waitFor()
  await take(page, 'forgotten')
  await page.getByRole('link', { name: 'I have a code' }).click()
  await page.getByLabel('Code').waitFor()
  await take(page, 'reset')
  await page.getByRole('link', { name: 'Back to sign in' }).click()
  await page.getByRole('link', { name: 'Ask for access' }).click()
  await page.getByLabel('Your name').fill('Dora')
  await page.getByLabel('User name').fill('dora')
  await page.getByLabel('E-mail').fill('dora@example.org')
  await page.getByLabel('Password', { exact: true }).fill('seven-striped-deckchairs')
  await take(page, 'ask')
  await page.getByRole('button', { name: 'Ask for access' }).click()
  await page.getByRole('heading', { name: 'Your request is in' }).waitFor()
  await close()
}

async function walkWho(page: Page, take: Take) {
  await manage(page, 'People')
  await page.getByRole('button', { name: 'Decide on Dora' }).waitFor()
  await take(page, 'people')
  await page.getByRole('button', { name: 'Decide on Dora' }).click()
  await sheet(page, 'Dora asks for access').waitFor()
  await take(page, 'people-decide')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Erik/ }).click()
  await sheet(page, 'Erik').waitFor()
  await take(page, 'people-one')
  await page.keyboard.press('Escape')
  await manage(page, 'Who did what')
  await page.getByRole('table', { name: 'Who did what' }).waitFor()
  await take(page, 'log')
  await manage(page, 'Tablets')
  await page.getByRole('button', { name: /Blue tablet/ }).click()
  await sheet(page).getByLabel('Where it stands').waitFor()
  await take(page, 'tablet-details')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  await take(page, 'account')
}

async function walkMail({ page, cut, connect }: Tablet, take: Take) {
  const box = await openPostbox({ rejects: ['nobody@example.org'] })
  onTestFinished(() => box.close())
  for (const address of ['morag@example.org', 'nobody@example.org']) await sellTo(page, address)
  await expectBadge(page, allSent)
  await manage(page, 'Mail')
  await page.getByRole('button', { name: /Order confirmation A-0002/ }).waitFor()
  await take(page, 'mail-waiting')
  await page.getByRole('link', { name: 'Set mail up' }).click()
  await page.getByLabel('Server').fill('127.0.0.1')
  await page.getByLabel('Security').selectOption('none')
  await page.getByLabel('Port').fill(String(box.port))
  await page.getByLabel('Sent from').fill('stall@example.com')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(page, 'Mail settings saved')
  await take(page, 'mail-settings')
  await page.getByRole('link', { name: 'Back to Mail' }).click()
  await page.getByText('Sent', { exact: true }).click()
  await page.getByRole('button', { name: /Order confirmation A-0001/ }).waitFor()
  await take(page, 'mail-sent')
  await page.getByText('Failed', { exact: true }).click()
  await page.getByRole('button', { name: /Order confirmation A-0002/ }).click()
  await sheet(page, 'Order confirmation A-0002').waitFor()
  await take(page, 'mail-failed')
  await sheet(page).getByRole('link', { name: 'See the order' }).click()
  await page.getByRole('heading', { name: 'Order A-0002' }).waitFor()
  await page.getByText('It was probably mistyped').waitFor()
  await cut()
  await page.getByRole('button', { name: 'Send it again' }).click()
  const form = sheet(page, 'Receipt A-0002 by e-mail')
  await form.getByLabel('Another address').fill('morag@example.org')
  await take(page, 'order-mail-again')
  await form.getByRole('button', { name: 'Send the receipt' }).click()
  await page.getByText('It goes out once this tablet has a signal').waitFor()
  await take(page, 'order-mail')
  await connect()
}

async function sellTo(page: Page, address: string) {
  await turnTo(page, 'Sell')
  await sell(page, 'Sourdough')
  await page.getByRole('button', { name: 'Customer' }).click()
  const details = sheet(page, 'Customer and note')
  await details.getByLabel('E-mail').fill(address)
  await details.getByRole('button', { name: 'Done' }).click()
  await details.waitFor({ state: 'hidden' })
  await charge(page)
  await payCash(page)
  await nextOrder(page)
}

async function manage(page: Page, name: string) {
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: new RegExp(`^${name}(?! settings)`) }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}
