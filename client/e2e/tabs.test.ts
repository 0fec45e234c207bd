import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allSent, badge, expectBadge, expectSent } from './frame.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import { noNetwork } from './tablet.ts'
import { readyTill } from './till.ts'

test('It shows in every tab how things stand, whichever of them does the syncing', async () => {
  const { market, tablet } = await readyTill()
  const other = await tablet.openTab('/orders')
  await expectBadge(other, allSent, 3_000)

  await tablet.cut()
  await tablet.page.bringToFront()
  await sellOne(tablet.page)
  await expectBadge(other, /^Offline · 1 order \(£/)
  tablet.expects(noNetwork)
  await tablet.connect()
  for (const page of [other, tablet.page]) await expectBadge(page, allSent)

  await tablet.page.close()
  tablet.page = other
  await market.server.kill()
  await expectBadge(other, /^Offline/)
})

test('It goes on sending from another tab when the browser has frozen the one that did', async () => {
  const { market, tablet } = await readyTill()
  const other = await tablet.openTab('/sell')
  await expectBadge(other, allSent)

  await freeze(tablet.page, 'frozen')
  await sellOne(other)
  await expect.poll(() => market.books.all('order').length, { timeout: 20_000 }).toBe(1)
  await expectBadge(other, allSent)

  await freeze(tablet.page, 'active')
  await tablet.page.bringToFront()
  await sellOne(tablet.page)
  for (const page of [tablet.page, other]) await expectSent(page, market.books, 2)
  expect(await badge(other)).toBe(allSent)
})

async function sellOne(page: Page) {
  await sell(page, 'Sourdough')
  await charge(page)
  await payCash(page)
  await nextOrder(page)
}

/** What a browser does to tabs that nobody has looked at for a while. */
async function freeze(page: Page, state: 'frozen' | 'active') {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state })
  await session.detach()
}
