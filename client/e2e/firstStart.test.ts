import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrol } from './doors.ts'
import { allSent, expectBadge, hears } from './frame.ts'
import { openBareMarket } from './market.ts'
import { openTablet } from './tablet.ts'

test('It goes from an empty server to the first tile, and says what is missing without losing what was typed', async () => {
  const { server, books } = await openBareMarket()
  const tablet = await openTablet(server.url)
  const { page } = tablet
  await page.getByRole('heading', { name: 'Set up your stall' }).waitFor()
  await expectAccessible(page, 'set-up')

  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await page.getByText('Please say what the business is called.').waitFor()
  await page.getByText('A password has at least 8 characters.').waitFor()
  await expectAccessible(page, 'set-up, refused')

  await page.getByLabel('Name', { exact: true }).fill('Porty Pies')
  await page.getByLabel('Currency').selectOption('EUR')
  await page.getByLabel('Time zone').selectOption('Europe/Berlin')
  await page.getByText('Tax is added').click()
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('User name').fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('password123')
  await page.getByLabel('Load a sample market').check()
  tablet.expects(/status of 4\d\d .*\/api\/set-up/)
  const submit = page.getByRole('button', { name: 'Set up, with the sample market' })
  await submit.click()
  await page.getByText(/one of the first|common|thief/i).waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Porty Pies')
  expect(await page.getByLabel('Currency').inputValue()).toBe('EUR')
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
  expect(books.all('business')).toEqual([])

  await page.getByLabel('Password', { exact: true }).fill('scalloped-awning')
  await submit.click()
  await page.getByRole('heading', { name: 'The market is open' }).waitFor({ timeout: 60_000 })
  const people = page.getByRole('list').getByRole('listitem')
  expect(await people.count()).toBeGreaterThan(2)
  for (const role of ['Manager', 'Employee']) await people.filter({ hasText: role }).first().waitFor()
  for (const one of await people.all()) expect(await one.innerText()).toMatch(/Password\s+\S{8,}/)
  await expectAccessible(page, 'staff')

  await page.getByRole('link', { name: 'Go on: enrol this tablet' }).click()
  await page.getByRole('button', { name: 'Enrol and start selling' }).click()
  await page.getByText('Please give the tablet a name').waitFor()
  await expectAccessible(page, 'enrol, refused')
  const [place] = books.all('location')
  await enrol(page, 'Blue tablet', place?.name ?? '')
  await page.getByRole('button', { name: /€/ }).first().waitFor()
  await expectBadge(page, allSent, 60_000)
  expect(books.all('business')).toMatchObject([
    { name: 'Porty Pies', currency: 'EUR', zone: 'Europe/Berlin', taxIncluded: false },
  ])
  const device = books.all('device').find(({ name }) => name === 'Blue tablet')
  expect(device).toMatchObject({ locationId: place?.id, active: true })
  await hears(page, `This is tablet ${device?.letter ?? ''}.`)

  await tablet.goTo('/set-up')
  await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor({ state: 'attached' })
})
