import { expect, test } from 'vitest'
import { allSent, expectBadge, sheet } from './frame.ts'
import { bytesIn, shapesOf } from './profile.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import { readyTillOffline } from './till.ts'

/*
 * Addresses and numbers that all begin alike, with signs that nothing else begins with: what a database compresses is
 * there in full the first time, so one of them would be found by its beginning. `npm run torture -- profile` leaves 200.
 */

const [mail, phone, name] = ['wqzjxvkb', '079116483', 'Pfwyzqkh']
const orders = Number(process.env['AWNING_CONTACTS'] ?? 12) / 2

test(
  `It keeps none of ${orders * 2} addresses and numbers in its browser’s whole profile, in any shape, before it is sent and after`,
  { timeout: 60_000 + orders * 5_000 },
  async () => {
    const { tablet, page } = await readyTillOffline()
    for (let order = 0; order < orders; order += 1) {
      await sell(page, 'Sourdough')
      await page.getByRole('button', { name: 'Customer' }).click()
      const details = sheet(page, 'Customer and note')
      const number = String(order).padStart(2, '0')
      await details.getByLabel('Customer’s name').fill(`${name} ${number}`)
      await details.getByLabel('E-mail').fill(`${mail}${number}@example.com`)
      await details.getByLabel('Phone').fill(`${phone}${number}`)
      await details.getByRole('button', { name: 'Done' }).click()
      await details.waitFor({ state: 'hidden' })
      await charge(page)
      await payCash(page)
      await nextOrder(page)
    }
    await tablet.kill()
    expect(found(tablet.profile, name)).toContain('UTF-8')
    expect([...found(tablet.profile, mail), ...found(tablet.profile, phone)]).toEqual([])

    await tablet.start('/sell')
    await tablet.connect()
    await expectBadge(tablet.page, allSent, 30_000)
    await tablet.close()
    expect(found(tablet.profile, name)).toContain('UTF-8')
    expect([...found(tablet.profile, mail), ...found(tablet.profile, phone)]).toEqual([])
  },
)

test('It knows a text in each of its shapes', () => {
  const hidden = `in "the" ${mail}01@example.com middle`
  const wide = Buffer.from(hidden, 'utf16le')
  const made = [
    ...['', 'x', 'xy'].map((before) => Buffer.from(Buffer.from(before + hidden).toString('base64'))),
    ...['', 'x', 'xy'].map((before) =>
      Buffer.from(Buffer.concat([Buffer.from(before), wide]).toString('base64')),
    ),
    ...[Buffer.from(hidden), wide, Buffer.from(wide).swap16(), Buffer.from(wide).reverse()],
    ...[Buffer.from(hidden).reverse(), Buffer.from(Buffer.from(hidden).toString('hex'))],
  ]
  const shapes = [...shapesOf(mail).values()]
  for (const bytes of made) expect(shapes.some((shape) => bytes.includes(shape))).toBe(true)
  expect(shapes.some((shape) => Buffer.from('another@example.com').includes(shape))).toBe(false)
})

/** In which shapes it lies there. */
function found(profile: string, text: string): string[] {
  const files = bytesIn(profile)
  return [...shapesOf(text)]
    .filter(([, shape]) => files.some((bytes) => bytes.includes(shape)))
    .map(([shape]) => shape)
}
