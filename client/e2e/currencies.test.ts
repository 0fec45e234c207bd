import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addsUp } from '#shared/order.ts'
import { enrolled } from './doors.ts'
import { expectSent } from './frame.ts'
import { seenAs } from './looking.ts'
import { openMarket } from './market.ts'
import { savedNumber, settledButton } from './selling.ts'

// One of each at two rates and at none; the tax of each rate is rounded once.
const matrix = [
  {
    currency: 'JPY',
    taxIncluded: true,
    prices: [351, 1_080, 77],
    total: '¥1,508',
    note: '¥2,000',
    due: '¥492',
  },
  {
    currency: 'GBP',
    taxIncluded: false,
    prices: [351, 1_080, 77],
    total: '£16.32',
    note: '£20',
    due: '£3.68',
  },
  {
    currency: 'KWD',
    taxIncluded: true,
    prices: [1_255, 3_005, 750],
    total: '5.010',
    note: '10',
    due: '4.990',
  },
  {
    currency: 'KWD',
    taxIncluded: false,
    prices: [1_255, 3_005, 1_234_750],
    total: '1,239.411',
    note: '1,240',
    due: '0.589',
  },
]

test.each(matrix)(
  'It charges $currency with its own digits, tax included: $taxIncluded, at several rates',
  async ({ currency, taxIncluded, prices, total, note, due }) => {
    const rates = [2_000, 500, 0]
    const stock = prices.map((price, index) => ({
      name: `Ware ${index + 1}`,
      price,
      taxRate: rates[index] ?? 0,
    }))
    const market = await openMarket(stock, { currency, taxIncluded })
    const { page } = await enrolled(market, 'Blue tablet')
    expect(await page.getByRole('button', { name: /^Charge/ }).isDisabled()).toBe(true)
    for (const { name } of stock)
      await page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(name) })
        .click()
    await page.getByRole('button', { name: /^Charge/ }).click()
    const heading = page.getByRole('heading', { name: /^To pay/ })
    expect(await plain(heading)).toContain(total)
    await seenAs(page, 'portrait', 'light', async () => expect(await cutOff(page)).toEqual([]))
    await page.getByRole('radiogroup', { name: 'Cash handed over' }).getByText(note).last().click()
    expect(await plain(page.getByText('Change due').locator('../..'))).toContain(due)
    await settledButton(page, /^Take/).click()
    await savedNumber(page)
    expect(await plain(page.getByRole('complementary', { name: 'Saved' }))).toContain(due)
    await expectSent(page, market.books, 1)
    const [order] = market.books.all('order')
    if (!order) throw new Error('one order was placed')
    expect(addsUp(order)).toBe(true)
  },
)

/** What cannot be read whole, or be reached, without pushing something sideways. */
function cutOff(page: Page): Promise<string[]> {
  return page
    .getByRole('main')
    .locator('button, label, h1')
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.checkVisibility() &&
            (one.getBoundingClientRect().right > innerWidth || one.scrollWidth > one.clientWidth + 4),
        )
        .map((one) => one.textContent.trim()),
    )
}

async function plain(what: ReturnType<Page['locator']>): Promise<string> {
  return (await what.innerText()).replaceAll(/\s+/g, ' ')
}
