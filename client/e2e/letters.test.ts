import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Language } from '#shared/language.ts'
import PostalMime from 'postal-mime'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../../server/cli/chromium.mjs'
import { queueRegistration, queueReset } from '../../server/domain/mail/outbox.ts'
import { type MailMarket, openMailMarket } from '../../server/tests/mailMarket.ts'
import { openPostbox } from '../../server/tests/postbox.ts'
import { bread, idOf, stall } from '../../server/tests/sealing.ts'
import { expectAccessible } from './axe.ts'
import { root } from './build.ts'
import { sideways } from './looking.ts'
import { switches } from './switches.ts'

/* Every mail as a phone and a desk show it, with names as long as people make them. Pictures go into screenshots/. */

const long = 'Country sourdough with an unreasonably long name that goesonandonandonandonwithoutaspace'
const buns = idOf(21)

test.each(Language.options)(
  'It draws every mail in %s on a phone and on a desk, readable and nothing sideways',
  async (language) => {
    const box = await openPostbox()
    const market = openMailMarket()
    const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: switches })
    onTestFinished(async () => {
      await browser.close()
      await box.close()
      market.store.close()
    })
    market.use(box.settings({ alertTo: ['mia@example.org'], digest: true }))
    await fill(market, language)

    const folder = join(root, 'screenshots', 'mail', language)
    mkdirSync(folder, { recursive: true })
    const seen: string[] = []
    for (const { raw } of box.mails) {
      const { subject = '', html = '' } = await PostalMime.parse(raw)
      seen.push(subject)
      for (const width of [390, 1_000]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } })
        await page.setContent(html)
        expect([subject, width, await sideways(page)]).toEqual([subject, width, 0])
        if (width === 390 && language === 'en') await expectAccessible(page, subject)
        await page.screenshot({ path: join(folder, `${seen.length}-${width}.png`), fullPage: true })
        await page.close()
      }
    }
    expect(seen).toHaveLength(9)
  },
)

async function fill(market: MailMarket, language: Language) {
  const { tablet, time } = market
  const rooms = { store: market.store, secrets: market.mail.secrets }
  market.store.revise(time.at, (rev) => {
    const business = market.store.rows.one('business', 'business')
    const more = { address: '12 Shore\nEdinburgh EH6 6QN', taxNumber: 'GB 123 4567 89' }
    if (business)
      market.store.rows.put('business', { ...business, ...more, language, name: long.slice(0, 80) }, rev)
  })
  await market.settle()
  const saved = (id: string, name: string) =>
    tablet.make('product.save', { id, isNew: true, fields: { name, price: 400, threshold: 8 } })
  const lines = [bread, buns].map((productId) => ({ productId, quantity: 10 }))
  await market.push(saved(bread, long), saved(buns, 'Buns'))
  await market.push(tablet.make('stock.move', { locationId: stall, reason: 'received', lines }))
  const first = tablet.make('order.place', orderOf(market), { at: time.at })
  await market.push(first, tablet.make('order.mail', { orderId: first.id }))
  await market.settle()
  const link = 'https://stall.example/reset#Abc123Abc123Abc123Abc123Abc123Abc123Abc123Abc123'
  const to = 'ewan@example.org'
  queueReset(rooms, { id: '1', to, about: { name: 'Ewan', link, minutes: 30 }, at: time.at })
  for (const event of ['received', 'rejected'] as const)
    queueRegistration(rooms, { id: '1', to, about: { event, name: 'Ewan', reason: long }, at: time.at })
  await market.settle()
  time.at += 86_400_000
  await market.push(tablet.make('order.place', orderOf(market), { at: time.at - 80_000_000 }))
  await market.settle()
}

function orderOf(market: MailMarket) {
  const placed = market.order({ email: 'morag@example.org' })
  const discount = { kind: 'percent', value: 1_000, amount: 480, reason: 'yesterday’s' }
  const base = { price: 400, taxRate: 2_000 }
  return {
    ...placed,
    lines: [
      { ...base, productId: bread, name: long, quantity: 12, total: 4_320, discount },
      { ...base, productId: buns, name: 'Buns', quantity: 6, total: 2_400, note: 'with seeds' },
    ],
    taxes: [{ rate: 2_000, gross: 6_720, tax: 1_120 }],
    ...{ total: 6_720, payments: [{ kind: 'cash', amount: 5_000 }], owed: 1_720, startStatus: 'processing' },
    promisedAt: market.time.at + 86_400_000,
    customer: { ...placed.customer, name: 'Morag MacIntyre of Clan MacIntyre' },
    note: 'Ring the bell, please',
  }
}
