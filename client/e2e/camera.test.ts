import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { filmOf } from './film.ts'
import { sheet } from './frame.ts'
import { keep, seenAs, type SizeName, type Theme } from './looking.ts'
import { expectBasket } from './selling.ts'
import { askedWares } from './wares.ts'
import { readyTillOffline } from './till.ts'

const looks: [SizeName, Theme][] = [
  ['landscape', 'light'],
  ['portrait', 'sunlight'],
  ['phone', 'dark'],
]

test('It reads barcodes with the camera, offline, each once, and makes a product of one that nobody knows', async () => {
  const camera = filmOf(['5012345678900', 4], ['9780201379624', 60])
  const { tablet, page } = await readyTillOffline(askedWares, camera)

  await page.getByRole('button', { name: 'Scan with the camera' }).click()
  const scan = sheet(page, 'Scan')
  await scan.getByText('The camera is not allowed here').waitFor()
  await expectAccessible(page, 'a camera that is not allowed')
  await keep(page, 'scan-refused', 'landscape', 'light')
  await tablet.context.grantPermissions(['camera'])
  await scan.getByRole('button', { name: 'Try again' }).click()
  await scan.getByText('Baguette: 1 in the basket').waitFor()
  await expectAccessible(page, 'the camera')
  for (const [size, theme] of looks) await seenAs(page, size, theme, () => keep(page, 'scan', size, theme))

  await scan.getByText('Nothing here has the code 9780201379624').waitFor()
  await expectAccessible(page, 'an unknown code')
  await keep(page, 'scan-unknown', 'landscape', 'light')
  const track = await page.evaluateHandle(() => {
    const stream = document.querySelector('video')?.srcObject
    return stream instanceof MediaStream ? stream.getTracks()[0] : undefined
  })
  expect(await track.evaluate((it) => it?.readyState)).toBe('live')
  await scan.getByRole('button', { name: 'Close the camera' }).click()
  await expect.poll(() => track.evaluate((it) => it?.readyState)).toBe('ended')
  await expectBasket(page, '1 × Baguette')

  await page.getByRole('button', { name: 'Scan with the camera' }).click()
  await scan.getByText('Baguette: 2 in the basket').waitFor()
  await scan.getByRole('button', { name: 'New product with it' }).click()
  const form = sheet(page, 'New product')
  expect(await form.getByRole('textbox', { name: /^Barcode/ }).inputValue()).toBe('9780201379624')
})
