import type { Page } from 'playwright-core'
import { dayOf } from '#shared/time.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import type { Take } from './scenes.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import type { Till } from './till.ts'

/** What managers do with goods: plan a day, import, sort, count, see what runs low and what was odd. */
export async function walkGoods({ page }: Pick<Till, 'page'>, take: Take) {
  await sell(page, 'Cinnamon bun', 'Sourdough', 'Sourdough')
  await charge(page)
  await payCash(page)
  await nextOrder(page)
  await manage(page, 'Products')
  await walkHistory(page, take)
  await walkImport(page, take)
  await manage(page, 'Categories and tax')
  await page.getByRole('button', { name: 'Move Pastry up' }).waitFor()
  await take(page, 'sorting')
  await walkDay(page, take)
  await walkLow(page, take)
  await expectBadge(page, allSent)
  await manage(page, 'Needs attention')
  await page.getByRole('button', { name: /Order A-/ }).waitFor()
  await take(page, 'attention')
  await page.getByRole('button', { name: /Order A-/ }).click()
  await sheet(page).getByText('What to do:').first().waitFor()
  await take(page, 'attention-one')
}

async function manage(page: Page, name: string) {
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

async function walkHistory(page: Page, take: Take) {
  await page.getByRole('button', { name: /Sourdough/ }).click()
  await sheet(page).getByLabel('Price', { exact: true }).fill('4.80')
  await sheet(page).getByLabel('Cost', { exact: false }).first().fill('1.30')
  await sheet(page).getByRole('button', { name: 'Save', exact: true }).click()
  await sheet(page).waitFor({ state: 'hidden' })
  await expectBadge(page, allSent)
  await page.getByRole('button', { name: /Sourdough/ }).click()
  await sheet(page).getByRole('button', { name: 'History' }).click()
  await page.getByText('Price set to £4.80').waitFor()
  await take(page, 'product-history')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

async function walkImport(page: Page, take: Take) {
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Choose a file' }).waitFor()
  await take(page, 'import')
  const rows = [
    'sku;name;category;price',
    'tea;Tea;Drinks;much',
    ...['Scone', 'Bap', 'Bannock'].map((name) => `;${name};Bread;1,80`),
  ]
  const buffer = Buffer.from(rows.join('\n'))
  await page.getByLabel('Product file').setInputFiles({ name: 'stall.csv', mimeType: 'text/csv', buffer })
  await page.getByText('Write an amount such as 3.50').waitFor()
  await take(page, 'import-preview')
}

async function walkDay(page: Page, take: Take) {
  await manage(page, 'Market days')
  await page.getByText('No market day yet').waitFor()
  await take(page, 'market-days-none')
  await page.getByRole('button', { name: 'New market day' }).click()
  const form = sheet(page, 'New market day')
  await form.getByLabel('Market', { exact: true }).fill('Dock Place')
  await form.getByLabel('Day', { exact: true }).fill(dayOf(Date.now(), 'Europe/London'))
  await form.getByRole('button', { name: /^Leith Saturday/ }).click()
  await form.getByLabel('Loaded from, and brought back to').selectOption('Porty Kitchen')
  await take(page, 'market-day-new')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: /Dock Place/ }).waitFor()
  await take(page, 'market-days')
  await page.getByRole('link', { name: /Dock Place/ }).click()
  await page.getByRole('button', { name: 'Make the list' }).click()
  const list = sheet(page, /^Load list/)
  await list.getByRole('textbox', { name: 'To load: Sourdough' }).fill('20')
  await take(page, 'load-list')
  await list.getByRole('button', { name: 'Save the list' }).click()
  await list.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /^Load from Porty Kitchen/ }).waitFor()
  await take(page, 'market-day')
  await page.getByRole('button', { name: /^Load from Porty Kitchen/ }).click()
  await page.getByText('Everything on the list is loaded').waitFor()
  await page.getByRole('tab', { name: 'Came back' }).click()
  await page.getByRole('button', { name: 'Count what came back' }).click()
  const back = sheet(page, /^What came back/)
  await back.getByRole('textbox', { name: 'Came back: Sourdough' }).fill('28')
  await back.getByText('2 missing').waitFor()
  await take(page, 'came-back')
  await back.getByRole('button', { name: 'Save what came back' }).click()
  await back.waitFor({ state: 'hidden' })
  await page.getByRole('tab', { name: 'Closing' }).click()
  await page.getByText('£2.60 at cost').waitFor()
  await take(page, 'closing')
}

async function walkLow(page: Page, take: Take) {
  await turnTo(page, 'Stock')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await sheet(page, 'Count').getByRole('textbox', { name: 'Found: Baguette' }).fill('4')
  await sheet(page, 'Count').getByRole('textbox', { name: 'Found: Croissant' }).fill('25')
  await take(page, 'stock-count-differs')
  await sheet(page, 'Count').getByRole('button', { name: 'Save count' }).click()
  await sheet(page, 'Count').waitFor({ state: 'hidden' })
  await expectBadge(page, allSent)
  await page.getByRole('link', { name: 'Running low' }).click()
  await page.getByRole('button', { name: /Baguette/ }).waitFor()
  await page
    .getByText(/^Today, /)
    .first()
    .waitFor()
  await take(page, 'running-low')
}
