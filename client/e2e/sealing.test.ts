import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sheet } from './frame.ts'
import { charge, payCash, sell } from './selling.ts'
import { readyTillOffline } from './till.ts'

const secrets = ['quentin.quagmire', 'Quagmire@example', '0131 496 0987', '01314960987', '4242 4242 4242 42']

test('It leaves nothing of an e-mail address, a phone or a card number in the browser’s whole profile', async () => {
  const { tablet, page } = await readyTillOffline()
  await sell(page, 'Sourdough')
  await page.getByRole('button', { name: 'Customer' }).click()
  const details = sheet(page, 'Customer and note')
  await details.getByLabel('Customer’s name').pressSequentially('Euphemia')
  await details.getByLabel('E-mail').pressSequentially('quentin.quagmire@')
  await reload(page)
  await expect.poll(() => details.getByLabel('E-mail').inputValue()).toBe('quentin.quagmire@')
  await details.getByLabel('E-mail').press('End')
  await details.getByLabel('E-mail').pressSequentially('example.com')
  await details.getByLabel('Phone').pressSequentially('0131 496 0987')
  await details.getByLabel('Note for the order').pressSequentially('4242 4242 4242 4242')
  await details.getByText('Phone noted').waitFor()
  await reload(page)
  await page.getByRole('button', { name: 'Euphemia' }).click()
  await details.getByText('E-mail noted').waitFor()
  await details.getByRole('button', { name: 'Change' }).first().click()
  await details.getByLabel('E-mail').pressSequentially('quentin.quagmire@example')
  await reload(page)
  await details.getByLabel('E-mail').press('End')
  await details.getByLabel('E-mail').pressSequentially('.org')
  await details.getByRole('button', { name: 'Done' }).click()
  await details.waitFor({ state: 'hidden' })
  await charge(page)
  await page.getByText('Card terminal', { exact: true }).click()
  await page.getByLabel('Slip or terminal reference').pressSequentially('4242 4242 4242 4242')
  await page.getByText('Cash', { exact: true }).click()
  await payCash(page)
  await tablet.kill()

  const files = filesIn(tablet.profile).map((file) => readFileSync(file))
  const holds = (text: string) =>
    files.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
  expect(holds('Euphemia')).toBe(true)
  expect(secrets.filter(holds)).toEqual([])
  await tablet.start('/sell')
})

/** By the page itself, since one from outside may overtake the letters that the page has just told its browser. */
async function reload(page: Page) {
  const loaded = page.waitForEvent('load')
  await page.evaluate(() => location.reload())
  await loaded
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const about = statSync(path, { throwIfNoEntry: false })
    if (!about) return []
    return about.isDirectory() ? filesIn(path) : about.isFile() ? [path] : []
  })
}
