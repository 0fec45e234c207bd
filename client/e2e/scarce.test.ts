import { expect, test } from 'vitest'
import { heldOf } from '#shared/allotment.ts'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { keep, seenAs, sideways, type SizeName, type Theme } from './looking.ts'
import { openMarket } from './market.ts'
import { wares } from './seed.ts'
import { charge, left, nextOrder, payCash, sell, tile } from './selling.ts'
import { receive } from './stock.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['portrait', 'dark'],
  ['phone', 'sunlight'],
]
const onTable = 'only what you can see on the table'

test('It shares scarce honey between two tablets, sells beyond a share what is on the table, and says so', async () => {
  const honey = { name: 'Honey', price: 900, category: 'Jars', emoji: '🍯', level: 4, scarce: true }
  const market = await openMarket([honey, ...wares])
  const a = await enrolled(market, 'Blue tablet')
  const b = await enrolled(market, 'Red tablet')
  for (const { page } of [a, b]) {
    await installed(page)
    await expect.poll(() => left(page, 'Honey'), { timeout: 60_000 }).toMatch(/^\d for this tablet$/)
  }
  const free = Number.parseInt(await left(a.page, 'Honey'))
  await expectBadge(a.page, allSent)
  await Promise.all([a.cut(), b.cut()])

  for (let one = 0; one < free; one += 1) await sell(a.page, 'Honey')
  await expect.poll(() => left(a.page, 'Honey')).toBe(onTable)
  for (const [size, theme] of looks)
    await seenAs(a.page, size, theme, async () => {
      await expectAccessible(a.page, `scarce, ${size}`)
      expect.soft(await sideways(a.page)).toBe(0)
      await keep(a.page, 'scarce', size, theme)
    })
  await sell(a.page, 'Honey')
  await charge(a.page)
  const number = await payCash(a.page)
  await nextOrder(a.page)
  await a.connect()
  await expectBadge(a.page, allSent)
  await expect
    .poll(() =>
      market.books
        .all('exception')
        .map(({ about }) => [about?.number, about?.codes.includes('beyond-allotment')]),
    )
    .toEqual([[number, true]])

  await turnTo(a.page, 'Stock')
  await receive(a.page, { Honey: 9 })
  await turnTo(a.page, 'Sell')
  await expect.poll(() => left(a.page, 'Honey'), { timeout: 60_000 }).toMatch(/^[2-9] for this tablet$/)
  await b.connect()
  await turnTo(a.page, 'Stock')
  await a.page.getByRole('heading', { name: 'Scarce: who may sell how many' }).waitFor()
  await expectAccessible(a.page, 'who may sell how many')
  for (const [size, theme] of looks)
    await seenAs(a.page, size, theme, () => keep(a.page, 'scarce-shares', size, theme))

  await turnTo(a.page, 'Manage')
  await a.page.getByRole('link', { name: /^Products/ }).click()
  await a.page.getByRole('button', { name: /Honey/ }).click()
  await sheet(a.page).getByText('Scarce', { exact: true }).click()
  await sheet(a.page).getByRole('button', { name: 'Save', exact: true }).click()
  const held = () => market.books.all('allotment').reduce((sum, one) => sum + heldOf(one), 0)
  await expect.poll(held, { timeout: 60_000 }).toBe(0)
  await tile(b.page, 'Honey').waitFor()
  await expect.poll(() => left(b.page, 'Honey')).toMatch(/^\d+$/)
})
