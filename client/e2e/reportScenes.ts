import { openTill } from './cash.ts'
import { allSent, expectBadge, turnTo } from './frame.ts'
import { chartOf, turnToReport } from './reports.ts'
import type { Take } from './scenes.ts'
import { charge, nextOrder, payCard, payCash, sell } from './selling.ts'
import type { Till } from './till.ts'

/** What managers decide from. */
export async function walkReports({ page }: Pick<Till, 'page'>, take: Take) {
  await turnToReport(page, 'Overview')
  await page.getByText('Nothing sold yet today').waitFor()
  await take(page, 'reports-none')
  await turnTo(page, 'Till')
  await openTill(page, { '£20': 1 })
  await turnTo(page, 'Sell')
  await sell(page, 'Sourdough', 'Sourdough', 'Coffee', 'Cinnamon bun')
  await charge(page)
  await payCash(page)
  await nextOrder(page)
  await sell(page, 'Apple juice', 'Rye loaf')
  await charge(page)
  await payCard(page)
  await nextOrder(page)
  await expectBadge(page, allSent)
  await turnToReport(page, 'Overview')
  await chartOf(page, /^Today by hour/)
  await page.getByText('Open tills').waitFor()
  await take(page, 'reports-overview')
  await turnToReport(page, 'Sales')
  await chartOf(page, /^Sales by day/)
  await take(page, 'reports-sales')
  await page.getByRole('radiogroup', { name: 'When' }).getByText('From … to').click()
  await page.getByLabel('By', { exact: true }).selectOption('Product')
  await chartOf(page, /^Sales by product/)
  await take(page, 'reports-sales-own')
  await turnToReport(page, 'Margins')
  await page.getByRole('row', { name: /Rye loaf/ }).waitFor()
  await take(page, 'reports-margins')
  await turnToReport(page, 'Stock')
  await page.getByRole('row', { name: /Sourdough/ }).waitFor()
  await take(page, 'reports-stock')
  await turnToReport(page, 'Cash-ups')
  await page.getByRole('row', { name: /Leith Saturday/ }).waitFor()
  await take(page, 'reports-cash')
  await turnTo(page, 'Till')
  await page.getByRole('link', { name: 'Today' }).click()
  await chartOf(page, /^Today by hour/)
  await take(page, 'today')
}
