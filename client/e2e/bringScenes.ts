import { allSent, expectBadge } from './frame.ts'
import { tradeBefore } from './pastDays.ts'
import type { Take } from './scenes.ts'
import type { Till } from './till.ts'

/** What a manager plans by, and looks into. */
export async function walkBring({ market, tablet, page }: Till, take: Take) {
  // The server that comes back knows no ticket of the one that went.
  tablet.expects(/status of 401 .*\/api\/sync/)
  await tablet.cut()
  await tradeBefore(market)
  await tablet.connect()
  await expectBadge(page, allSent)
  const turnTo = (path: string) => page.goto(`${market.server.url}/manage/reports/${path}`)
  await turnTo('bring')
  await page.getByRole('row', { name: /^Sourdough/ }).waitFor()
  await take(page, 'bring')
  await page.getByLabel('Stall', { exact: true }).selectOption('Porty Kitchen')
  await page.getByText('Not enough data').waitFor()
  await take(page, 'bring-none')
  await turnTo(`unusual?from=${daysAgo(77)}`)
  await page.getByRole('heading', { name: 'Refunds · Erik' }).waitFor()
  await take(page, 'unusual')
  await turnTo(`unusual?from=${daysAgo(0)}`)
  await page.getByText('Nothing unusual').waitFor()
  await take(page, 'unusual-none')
  await turnTo('unusual?from=2026-01-01')
  await page.getByText('at most three months apart').waitFor()
  await take(page, 'unusual-refused')
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
