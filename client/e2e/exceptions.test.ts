import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { keep, seenAs, type SizeName, type Theme } from './looking.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import { readyTill } from './till.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['portrait', 'dark'],
  ['phone', 'sunlight'],
]

test('It lists a sale of more than there was, and lets a manager say what came of it, offline too', async () => {
  const { market, tablet, page } = await readyTill()
  const { books } = market
  const look = async (name: string) => {
    for (const [size, theme] of looks)
      await seenAs(page, size, theme, async () => {
        await expectAccessible(page, name)
        await keep(page, name, size, theme)
      })
  }
  await tablet.cut()
  await sell(page, 'Cinnamon bun', 'Sourdough')
  await charge(page)
  const number = await payCash(page)
  await nextOrder(page)
  await tablet.connect()
  await expectBadge(page, allSent)

  const nav = page.getByRole('navigation', { name: 'Pages' })
  await expect.poll(() => nav.getByRole('link', { name: 'Manage' }).innerText()).toContain('1')
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Needs attention/ }).click()
  const row = page.getByRole('button', { name: new RegExp(`Order ${number}`) })
  await row.waitFor()
  await look('attention')
  await row.click()
  const open = sheet(page, `Order ${number}`)
  await open.getByText('Cinnamon bun').waitFor()
  await look('attention-one')

  await tablet.cut()
  await open.getByRole('button', { name: 'Mark as looked at' }).click()
  await open.getByText('Say in a few words').waitFor()
  await open.getByRole('button', { name: 'Counted again' }).click()
  await open.getByRole('button', { name: 'Mark as looked at' }).click()
  await hears(page, 'Marked as looked at')
  await page.getByText('Nothing to look at').waitFor()
  await tablet.connect()
  await expectBadge(page, allSent)
  const [exception] = books.all('exception')
  expect(exception?.about?.codes).toEqual(['oversold'])
  expect(exception?.resolved?.reason).toBe('Counted again')
  await tablet.close()
})
