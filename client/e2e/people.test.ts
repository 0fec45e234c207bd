import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrol, installed, signBackIn, signIn, signOut } from './doors.ts'
import { allSent, expectBadge, expectSent, hears, sheet, turnTo } from './frame.ts'
import { judge } from './judge.ts'
import { staff } from './seed.ts'
import { charge, payCash, sell } from './selling.ts'
import { openTablet, sizes } from './tablet.ts'
import { readyTill } from './till.ts'

const dora = {
  name: 'Dora',
  username: 'dora',
  password: 'seven-striped-deckchairs',
  role: 'employee',
} as const

test('It lets somebody in who asked on a phone, once a manager said so, and they make their first sale', async () => {
  const { market, page } = await readyTill()
  const phone = await openTablet(market.server.url, '/', sizes.phone)
  phone.expects(/status of 40[13] .*\/api\/(me|sign-in)/)
  await phone.page.getByRole('link', { name: 'Ask for access' }).click()
  await phone.page.getByRole('heading', { name: 'Ask for access' }).waitFor()
  await phone.page.getByRole('button', { name: 'Ask for access' }).click()
  await phone.page.getByText('Please say what people call you.').waitFor()
  await expectAccessible(phone.page, 'ask, refused')
  await phone.page.getByLabel('Your name').fill(dora.name)
  await phone.page.getByLabel('User name').fill(dora.username)
  await phone.page.getByLabel('E-mail').fill('dora@example.org')
  await phone.page.getByLabel('Where you will work').selectOption('Leith Saturday')
  await phone.page.getByLabel('Password', { exact: true }).fill(dora.password)
  await phone.page.getByRole('button', { name: 'Ask for access' }).click()
  await phone.page.getByRole('heading', { name: 'Your request is in' }).waitFor()
  await phone.page.getByRole('link', { name: 'Go to sign in' }).click()
  await signIn(phone.page, dora)
  await phone.page.getByText('A manager has not decided on your request').waitFor()
  await phone.close()

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^People/ }).click()
  await page.getByRole('button', { name: 'Decide on Dora' }).click()
  await sheet(page, 'Dora asks for access').getByText('dora@example.org').waitFor()
  await sheet(page).getByRole('button', { name: 'Let them in' }).last().click()
  await hears(page, 'Dora can sign in now')
  await page.getByRole('table', { name: 'People' }).getByText('Dora').waitFor()

  await page.getByRole('link', { name: 'Back to Manage' }).click()
  await page.getByRole('link', { name: /^Who did what/ }).click()
  await page.getByRole('table', { name: 'Who did what' }).getByText('Let Dora in').waitFor()

  await signOut(page)
  await signBackIn(page, dora)
  await sell(page, 'Sourdough')
  await charge(page)
  await payCash(page)
  await expectSent(page, market.books, 1)
  const person = market.books.all('person').find(({ name }) => name === 'Dora')
  expect(market.books.all('order').map(({ actorId }) => actorId)).toEqual([person?.id])
  expect(market.books.all('exception')).toEqual([])
})

test('It renames a tablet, shuts another out that sold without a network, takes that in, and lets it come back', async () => {
  const { market, page } = await readyTill()
  const green = await openTablet(market.server.url, '/', sizes.portrait)
  green.expects(/status of 40[13] .*\/api\/(me|sync)/)
  await signIn(green.page, staff.mia)
  await enrol(green.page, 'Green tablet', 'Leith Saturday')
  await installed(green.page)
  await expectBadge(green.page, allSent)
  await green.cut()
  await sell(green.page, 'Sourdough')
  await charge(green.page)
  expect(await payCash(green.page)).toBe('B-0001')

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Tablets/ }).click()
  await page.getByRole('button', { name: /Blue tablet/ }).click()
  await sheet(page).getByText('Not sent yet').waitFor()
  await sheet(page).getByText('To shut it out, take another one').waitFor()
  await sheet(page).getByLabel('Name').fill('Till one')
  await sheet(page).getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /Till one/ }).waitFor()
  await page.getByRole('button', { name: /Green tablet/ }).click()
  await sheet(page).getByRole('button', { name: 'Shut it out…' }).click()
  await sheet(page).getByLabel('Why is it shut out?').fill('Left on a bus')
  await judge(page, 'tablet-shut-out')
  await sheet(page).getByRole('button', { name: 'Shut it out', exact: true }).click()
  await hears(page, 'Tablet B is shut out')

  await green.connect()
  await green.page.getByRole('heading', { name: 'Tablet B is shut out' }).waitFor()
  await judge(green.page, 'shut-out')
  expect(market.books.all('order').map(({ number }) => number)).toEqual(['B-0001'])
  expect(market.books.all('exception').map(({ about }) => about?.codes)).toEqual([['after-revocation']])

  await page.getByText('Shut out', { exact: true }).first().click()
  await page.getByRole('button', { name: /Green tablet/ }).click()
  await sheet(page).getByText('Left on a bus').waitFor()
  await judge(page, 'tablet-out')
  await sheet(page).getByRole('button', { name: 'Let it in again' }).click()
  await green.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signBackIn(green.page, staff.erik)
  await sell(green.page, 'Sourdough')
  await charge(green.page)
  expect(await payCash(green.page)).toBe('B-0002')
  await expectSent(green.page, market.books, 2)
})
