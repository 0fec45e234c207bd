import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, turnTo } from './frame.ts'
import { openMarket } from './market.ts'
import { sell, tile } from './selling.ts'

const file = (text: string) => ({ name: 'stall.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

test('It imports a file without a network, says what is wrong in it, goes on after a reload, and takes back what it exports', async () => {
  const market = await openMarket([{ name: 'Sourdough', price: 450, sku: 'sourdough' }])
  const tablet = await enrolled(market, 'Blue tablet')
  const { page } = tablet
  await expectBadge(page, allSent)
  await installed(page)
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Choose a file' }).waitFor()
  await tablet.cut()

  const many = Array.from({ length: 230 }, (_, index) => `bulk-${index},Bulk ${index},Bulk,1.00,`)
  const text = [
    'sku;name;category;price;allergens',
    'sourdough;Sourdough;Bread;4,80;gluten: contains',
    'tea;Tea;Drinks;much;',
    ...many.map((line) => line.replaceAll(',', ';').replace('1.00', '1,00')),
  ].join('\r\n')
  await page.getByLabel('Product file').setInputFiles(file(text))
  await page.getByText('Write an amount such as 3.50').waitFor()
  await page.getByText('Row 3, price').waitFor()
  await page.getByRole('button', { name: 'Import 231 products' }).waitFor()
  await expectAccessible(page, 'the preview of an import')

  await page.reload()
  await page.getByRole('button', { name: 'Import 231 products' }).click()
  await page.getByRole('heading', { name: '231 products are saved' }).waitFor()
  await turnTo(page, 'Sell')
  await page.getByRole('textbox', { name: 'Search or scan' }).or(page.getByRole('searchbox')).fill('bulk 229')
  await tile(page, 'Bulk 229').waitFor()
  await sell(page, 'Bulk 229')

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const exported = readFileSync(await (await download).path(), 'utf8')
  expect(exported.split('\r\n')).toHaveLength(233)
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByLabel('Product file').setInputFiles(file(exported))
  await page.getByRole('button', { name: 'Nothing to import' }).waitFor()

  await tablet.connect()
  await expectBadge(page, allSent, 30_000)
  const products = market.books.all('product')
  expect(products).toHaveLength(231)
  expect(products.find(({ sku }) => sku === 'sourdough')).toMatchObject({
    price: 480,
    allergens: { gluten: 'contains' },
  })
})
