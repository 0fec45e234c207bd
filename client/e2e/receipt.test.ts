import jsQR from 'jsqr'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { hears, sheet, turnTo } from './frame.ts'
import { charge, nameCustomer, nextOrder, payCash, sell } from './selling.ts'
import type { Ware } from './seed.ts'
import { readyTillOffline } from './till.ts'

const jars = Array.from({ length: 26 }, (_, index) => `Jar ${index + 100}`)
const wares: Ware[] = [
  { name: 'Sourdough', price: 450, category: 'Bread', emoji: '🍞' },
  { name: '山东煎饼', price: 650, category: 'Bread' },
  { name: 'خبز بالزعتر', price: 380, category: 'Bread' },
  ...jars.map((name) => ({ name, price: 500, category: 'Jam' })),
]
const said = [
  'Leith Larder',
  'Order A-0001',
  'Leith Saturday',
  'Mia',
  'Morag',
  '2 × Sourdough',
  '£9.00',
  '山东煎饼',
  'خبز بالزعتر',
  '£149.30',
  '£150.00',
  '£0.70',
  'Thank you',
]

test('It hands out a receipt without a network: on paper, as text and as a code', async () => {
  const { tablet, page } = await readyTillOffline(wares)
  await tablet.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.reload()
  await sell(page, 'Sourdough', 'Sourdough', '山东煎饼', 'خبز بالزعتر', ...jars)
  await nameCustomer(page, 'Morag')
  await charge(page)
  await payCash(page, '15000')
  await page.getByRole('button', { name: 'Receipt' }).click()
  const receipt = sheet(page, 'Receipt A-0001')
  await receipt.getByRole('article').waitFor()
  await expectAccessible(page, 'receipt')
  for (const words of said) expect(flat(await receipt.innerText())).toContain(words)

  await receipt.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('Receipt copied').first().waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  for (const words of said) expect(copied.toUpperCase()).toContain(words.toUpperCase())

  await receipt.getByRole('button', { name: 'QR code' }).click()
  const code = receipt.getByRole('img', { name: 'Order A-0001 as a code' })
  await code.and(page.locator(':not([aria-busy])')).waitFor()
  await expectAccessible(page, 'receipt as a code')
  const scanned = await readCode(page, code)
  for (const words of ['Leith Larder', '2× Sourdough £9.00', '山东煎饼', 'خبز بالزعتر', 'Total £149.30'])
    expect(scanned).toContain(words)
  await receipt.getByRole('button', { name: 'Back to the receipt' }).click()

  // On a roll: one page as long as the receipt.
  const roll = await printed(page, receipt)
  for (const words of [...said, ...jars]) expect(roll.text).toContain(words)
  expect(roll.text).not.toContain('COPY')
  expect(roll.pages).toHaveLength(1)
  expect(roll.pages[0]?.width).toBeCloseTo(80, 0)
  expect(roll.pages[0]?.height).toBeGreaterThan(250)

  // On a sheet, which this tablet remembers; and the second print is a copy.
  await receipt.getByRole('button', { name: 'Change' }).click()
  await receipt.getByText('Sheet, A4').click()
  await expectAccessible(page, 'settings for printing')
  await page.addInitScript(putPrinterOn)
  await page.reload()
  await page.getByRole('button', { name: 'Receipt' }).click()
  await receipt.getByText('Prints on a sheet, A4').waitFor()
  const copy = await printed(page, receipt)
  for (const words of [...said, ...jars, 'COPY']) expect(copy.text).toContain(words)
  expect(copy.pages.length).toBeGreaterThan(1)
  for (const sheet of copy.pages) expect(sheet).toEqual({ width: 210, height: 297 })

  // On a receipt printer beside the tablet, by a part of the app that a tablet without a network has to have.
  await receipt.getByRole('button', { name: 'Change' }).click()
  await receipt.getByText('Receipt printer').click()
  await receipt.getByRole('button', { name: 'Choose a USB printer' }).click()
  await hears(page, 'Sent to the printer')
  expect(await printerHeard(page)).toContain('Awning prints here')
  await receipt.getByRole('button', { name: 'Back to the receipt' }).click()
  await receipt.getByRole('button', { name: 'Print' }).click()
  await expect.poll(() => printerHeard(page)).toMatch(/A-0001.*Sourdough.*149\.30.*\x1dV/s)
})

test('It makes what was ordered without a network: by pick slips, over the board and back, and finds it by what is known', async () => {
  const { page } = await readyTillOffline(wares)
  for (const [customer, ...what] of [
    ['Morag', 'Sourdough', 'Sourdough', '山东煎饼'],
    ['Fergus', 'Sourdough', 'Jar 100'],
  ] as const) {
    await sell(page, ...what)
    await nameCustomer(page, customer)
    await charge(page)
    await page.getByText('Call out when ready').click()
    await payCash(page)
    await nextOrder(page)
  }
  await turnTo(page, 'Orders')
  await page.getByRole('button', { name: 'A-0002: pick slip' }).click()
  const one = await printed(page, sheet(page, 'Pick slip A-0002'))
  for (const words of ['To make: A-0002', 'Fergus', '1 × Sourdough', '1 × Jar 100'])
    expect(one.text).toContain(words)
  expect(one.text).not.toMatch(/£|Morag|COPY/)
  expect(one.pages[0]?.width).toBeCloseTo(80, 0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Pick slips', exact: true }).click()
  const slips = sheet(page, 'Pick slips')
  await expectAccessible(page, 'pick slips')
  await slips.getByRole('button', { name: 'Change' }).click()
  await slips.getByText('Sheet, A4').click()
  await slips.getByRole('button', { name: 'Back to the slip' }).click()
  const all = await printed(page, slips)
  for (const words of ['To make in all', '3 × Sourdough 2 for A-0001, A-0002', 'Morag', 'Fergus', 'COPY'])
    expect(all.text).toContain(words)
  expect(all.pages[0]).toEqual({ width: 210, height: 297 })
  await page.keyboard.press('Escape')

  const way = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?, A-0001`) })
  await way('Ready').click()
  await way('Handed over').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await way('Ready').click()
  await way('Handed over').click()
  await way('Handed over').waitFor({ state: 'detached' })

  await page.getByRole('tab', { name: 'All orders' }).click()
  for (const [asked, ...numbers] of sought) {
    await page.getByRole('searchbox', { name: 'Number, customer or product' }).fill(asked)
    await expect.poll(() => listed(page)).toEqual(numbers)
  }
  await page.getByText('Completed', { exact: true }).first().click()
  await expect.poll(() => listed(page)).toEqual(['A-0001'])
  await page.getByLabel('Taken by').selectOption({ label: 'Erik' })
  await page.getByText('No such order on this tablet').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Show all orders' }).click()
  await page.getByRole('link', { name: /^A-0001/ }).click()
  const story = page.getByRole('main').locator('section', { hasText: 'What became of it' })
  await expect.poll(async () => flat(await story.innerText())).toMatch(/Ready.*Mia.*\(A\).*Completed.*Mia/)
})

/** What is asked for, and the orders that fit, the newest first. */
const sought = [
  ['0001', 'A-0001'],
  ['ferg', 'A-0002'],
  ['jar 100', 'A-0002'],
  ['sourd', 'A-0002', 'A-0001'],
] as const

async function listed(page: Page): Promise<string[]> {
  const links = page.getByRole('main').getByRole('link', { name: /A-\d{4}/ })
  const texts = await links.allInnerTexts()
  return texts.map((text) => /A-\d{4}/.exec(text)?.[0] ?? '')
}

/** A printer of ours at the browser's USB: what it is told stands at the page's root. */
function putPrinterOn() {
  const endpoints = [{ direction: 'out', type: 'bulk', endpointNumber: 1 }]
  const interfaces = [{ interfaceNumber: 0, alternates: [{ interfaceClass: 7, endpoints }] }]
  const device = {
    opened: false,
    configuration: { configurationValue: 1 },
    configurations: [{ interfaces }],
    open: () => Promise.resolve(),
    close: () => Promise.resolve(),
    claimInterface: () => Promise.resolve(),
    transferOut: (_: number, bytes: Uint8Array) => {
      const { dataset } = document.documentElement
      dataset['told'] = (dataset['told'] ?? '') + String.fromCharCode(...bytes)
      return Promise.resolve({ status: 'ok' })
    },
  }
  const usb = {
    getDevices: () => Promise.resolve([device]),
    requestDevice: () => Promise.resolve(device),
  }
  Object.defineProperty(navigator, 'usb', { value: usb, configurable: true })
}

async function printerHeard(page: Page): Promise<string> {
  return (await page.locator('html').getAttribute('data-told')) ?? ''
}

interface Printed {
  /** What is to be seen on paper. */
  text: string
  /** In millimetres. */
  pages: { width: number; height: number }[]
}

/** Prints as a person does, into a PDF instead of a printer. */
async function printed(page: Page, receipt: Locator): Promise<Printed> {
  await page.evaluate(() => {
    document.documentElement.dataset['prints'] = '0'
    globalThis.print = () => {
      document.documentElement.dataset['prints'] = '1'
    }
  })
  await receipt.getByRole('button', { name: 'Print' }).click()
  await page.locator('html[data-prints="1"]').waitFor()
  await page.emulateMedia({ media: 'print' })
  const text = flat(await page.locator('body').innerText())
  await page.emulateMedia({ media: null })
  const bytes = await page.pdf({ preferCSSPageSize: true })
  const boxes = [...bytes.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
  const pages = boxes.map(([, width, height]) => ({ width: millimetres(width), height: millimetres(height) }))
  return { text, pages }
}

function millimetres(points: string | undefined): number {
  return Math.round((Number(points) / 72) * 25.4)
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Reads the code off the screen, as a phone would. */
async function readCode(page: Page, code: Locator): Promise<string> {
  const picture = (await code.screenshot()).toString('base64')
  const { width, rows } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const dots = new Uint32Array(context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? [])
    return { width: bitmap.width, rows: Array.from(dots, (dot) => ((dot & 255) < 128 ? '#' : ' ')).join('') }
  }, picture)
  const dots = new Uint8ClampedArray(rows.length * 4).fill(255)
  for (let index = 0; index < rows.length; index += 1)
    if (rows[index] === '#') dots.fill(0, index * 4, index * 4 + 3)
  return jsQR(dots, width, rows.length / width)?.data ?? ''
}
