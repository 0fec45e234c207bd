import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears } from './frame.ts'
import { charge, expectBasket, nextOrder, savedNumber, scan, sell, settledButton } from './selling.ts'
import { readyTillOffline } from './till.ts'

test('It splits an order over card, voucher and cash, keeps it through back and reload, and takes parts back, offline', async () => {
  const { market, tablet, page } = await readyTillOffline()
  await sell(page, 'Sourdough', 'Sourdough', 'Rye loaf')
  await charge(page)
  await scan(page, '4006381333931')
  await hears(page, 'Go back to the basket to add what you scanned.')
  await toPay(page, 'To pay £14.20')
  await kind(page, 'Card terminal')
  await type(page, '500')
  await page.getByLabel('Slip or terminal reference').fill('4242 4242 4242 4242')
  await settledButton(page, /^Part by card £5.00/).click()
  await toPay(page, 'Still to pay, of £14.20 £9.20')
  await kind(page, 'Other')
  await type(page, '200')
  await expectAccessible(page, 'charge in parts')
  await settledButton(page, /^Part paid £2.00/).click()
  await type(page, '3')

  await page.reload()
  await toPay(page, 'Still to pay, of £14.20 £7.20')
  await page.getByRole('button', { name: /^Part paid £0.03/ }).waitFor()
  await page.getByRole('button', { name: 'Change the payment of £2.00' }).click()
  await toPay(page, 'Still to pay, of £14.20 £9.20')
  await page.getByRole('button', { name: /^Part paid £2.00/ }).waitFor()
  await page.getByRole('button', { name: 'Basket', exact: true }).click()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await hears(page, '£5.00 was taken for this order.')
  await expectBasket(page, '2 × Sourdough', '1 × Rye loaf')
  await sell(page, 'Baguette')
  await page.getByRole('button', { name: /^Charge/ }).click()
  await toPay(page, 'Still to pay, of £16.30 £11.30')
  await page.getByRole('button', { name: 'Remove the payment of £5.00' }).click()
  await toPay(page, 'To pay £16.30')
  await page.getByRole('button', { name: 'Undo' }).click()
  await kind(page, 'Cash')
  await type(page, '2000')
  await settledButton(page, /^Take £20.00/).click()
  expect(await savedNumber(page)).toBe('A-0001')
  await expect.poll(() => saved(page)).toMatch(/Change due\s+£8.70\s+of £25.00 for £16.30/)

  await tablet.connect()
  await expectBadge(page, allSent)
  expect(market.books.all('order')[0]?.payments).toEqual([
    { kind: 'card', amount: 500, reference: '•••• •••• •••• 4242' },
    { kind: 'cash', amount: 1_130, tendered: 2_000 },
  ])
})

test('It shares an order evenly to the last penny, and leaves what a deposit does not cover to be paid later', async () => {
  const { market, tablet, page } = await readyTillOffline()
  await sell(page, 'Sourdough', 'Baguette', 'Baguette', 'Croissant', 'Cheese scone')
  await charge(page)
  await page.getByRole('button', { name: 'Split evenly' }).click()
  await page.getByRole('button', { name: 'One person more' }).click()
  await page.getByText('Payment 1 of 3: £4.60').waitFor()
  await page.getByText('£20', { exact: true }).click()
  await page.getByText(/^£20.00 handed over for £4.60, then £9.20 to pay$/).waitFor()
  await settledButton(page, /^Take a part £20.00/).click()
  await kind(page, 'Card terminal')
  await settledButton(page, /^Part by card £4.60/).click()
  await settledButton(page, /^Card paid £4.60/).click()
  await expect.poll(() => saved(page)).toMatch(/Change due\s+£15.40/)
  await nextOrder(page)

  await sell(page, 'Rye loaf')
  await charge(page)
  await type(page, '200')
  await settledButton(page, /^Take a part £2.00/).click()
  await kind(page, 'Pay later')
  await page.getByText('Whose are the £3.20? A name helps to find this order again.').waitFor()
  await expectAccessible(page, 'paying later')
  await page.getByRole('button', { name: 'Add a name' }).click()
  await page.getByLabel('Customer’s name').fill('Morag')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Morag pays £3.20 another time.').waitFor()
  await settledButton(page, /^Pay later £3.20/).click()
  await savedNumber(page)
  await expect.poll(() => saved(page)).toMatch(/To pay later\s+£3.20\s+£2.00 paid now/)
  await expectAccessible(page, 'saved with something owed')

  await tablet.connect()
  await expectBadge(page, allSent)
  const [shared, deposit] = market.books.all('order')
  expect(shared?.payments.map(({ amount }) => amount)).toEqual([460, 460, 460])
  expect(deposit).toMatchObject({ total: 520, owed: 320, customer: { name: 'Morag' } })
})

async function kind(page: Page, name: string) {
  await page.getByRole('radio', { name, exact: true }).check({ force: true })
}

async function type(page: Page, digits: string) {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

/** The amount that stands big at the top. */
async function toPay(page: Page, words: string) {
  const heading = page.getByRole('heading', { level: 1 })
  await expect.poll(async () => (await heading.innerText()).replaceAll(/\s+/g, ' ')).toBe(words)
}

function saved(page: Page): Promise<string> {
  return page.getByRole('complementary', { name: 'Saved' }).innerText()
}
