import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bread, morag, stall } from '../../tests/sealing.ts'
import { type MailMarket, openMailMarket } from '../../tests/mailMarket.ts'
import { type Arrived, headerOf, openPostbox, type Postbox } from '../../tests/postbox.ts'
import { queueRegistration, queueReset } from './outbox.ts'

/* What mails say, as they are read from their bytes; and that nothing anyone types can say more. */

const email = 'morag@example.org'
let box: Postbox
let market: MailMarket

beforeAll(async () => {
  box = await openPostbox()
})
afterAll(() => box.close())
beforeEach(() => {
  box.mails.length = 0
  market = openMailMarket()
  market.use(box.settings())
})
afterEach(() => market.store.close())

async function only(): Promise<{ arrived: Arrived; html: string; text: string; subject: string }> {
  await market.settle()
  const [arrived] = box.mails
  if (!arrived || box.mails.length !== 1) throw new Error(`${box.mails.length} mails`)
  const { html = '', text = '', subject = '' } = await PostalMime.parse(arrived.raw)
  return { arrived, html, text, subject }
}

const plain = (html: string) =>
  html
    .replaceAll(/<title>.*?<\/title>|<[^>]+>/gs, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

describe('what a customer reads', () => {
  it('has number, place, time, promise and every line of the receipt, in HTML and in text', async () => {
    const promisedAt = market.time.at + 7_200_000
    const placed = market.order({ email }, { promisedAt, startStatus: 'processing', note: 'ring the bell' })
    await market.push(
      market.tablet.make('order.place', { ...placed, customer: { ...placed.customer, name: 'Morag' } }),
    )
    const { html, text, subject } = await only()
    expect(subject).toBe(`Order ${placed.number} at Leith Bakers`)
    for (const words of [
      ...[
        'Thank you, Morag',
        placed.number,
        'Shore stall',
        '15 Jan 2027, 08:00',
        '15 Jan 2027, 10:00',
        '£3.20',
      ],
      ...['1 ×', 'Bread', 'Cash', 'ring the bell', 'this address was given with the order'],
    ]) {
      expect(plain(html)).toContain(words)
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words)
    }
    expect(text).not.toContain('late')
  })

  it('says that it comes late, and when the order was made', async () => {
    await market.push(market.tablet.make('order.place', market.order({ email })))
    market.time.at += 26 * 3_600_000
    const { text } = await only()
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'This order was made on 15 Jan 2027, 08:00. This message comes late, on 16 Jan 2027, 10:00, since it could not be sent before.',
    )
  })

  it('says that an order was cancelled before its mail went out', async () => {
    const order = market.tablet.make('order.place', market.order({ email }))
    await market.push(order)
    await market.push(
      market.tablet.make('order.setStatus', { orderId: order.id, status: 'cancelled', restock: true }),
    )
    expect((await only()).text).toContain('CANCELLED')
  })
})

describe('what staff read', () => {
  it('tells a registration’s fate, with the reason', async () => {
    const about = { event: 'rejected', name: 'Ewan', reason: 'We do not know you' } as const
    queueRegistration(
      { store: market.store, secrets: market.mail.secrets },
      { id: 'r1', to: email, about, at: market.time.at },
    )
    const { text, subject } = await only()
    expect(subject).toBe('Your registration at Leith Bakers')
    expect(text).toMatch(/Sorry, Ewan[^]*not approved[^]*We do not know you/)
  })

  it('gives a way to a new password, ahead of what waits, and keeps nothing of it', async () => {
    await market.push(market.tablet.make('order.place', market.order({ email })))
    const about = { name: 'Ewan', link: 'https://stall.example/reset#s3cret', minutes: 30 }
    queueReset(
      { store: market.store, secrets: market.mail.secrets },
      { id: 'p1', to: 'ewan@example.org', about, at: market.time.at },
    )
    expect(JSON.stringify(market.store.mail.page('waiting', null, 9))).not.toContain('s3cret')
    await market.settle()
    expect(box.mails.map(({ to }) => to.join())).toEqual(['ewan@example.org', email])
    const { html = '' } = await PostalMime.parse(box.mails[0]?.raw ?? '')
    expect(html).toContain('href="https://stall.example/reset#s3cret"')
    expect(market.store.mail.one('password-reset:p1')).toMatchObject({ state: 'sent', about: null })
  })
})

/** What people have typed into forms to make a mail server do something else. */
const corpus = [
  'Morag\r\nBcc: thief@example.net',
  'Morag\nBcc: thief@example.net\n\n<b>hello</b>',
  'Morag\r\n\r\nNew body',
  'Morag\rSubject: gone',
  '=?utf-8?q?Morag=0D=0ABcc=3A_thief=40example=2Enet?=',
  'Morag" <thief@example.net>, "',
  'Morag\u2028Bcc: thief@example.net\u2029',
  'Morag\u0000\u0007\u001b[31m',
  '<img src=x onerror=alert(1)>',
  '</td></table><script>alert(1)</script>',
  '\u202eevil\u202c',
  '.\r\nQUIT\r\nMAIL FROM:<thief@example.net>',
]

describe('what nobody can make a mail do', () => {
  const headersOf = (raw: string) => (raw.split('\r\n\r\n')[0] ?? '').match(/^[\w-]+(?=:)/gm) ?? []

  function name(business: string, product: string) {
    const { store } = market
    store.revise(market.time.at, (rev) => {
      const known = store.rows.one('business', 'business')
      if (known)
        store.rows.put(
          'business',
          { ...known, name: business, address: business, receiptNote: business },
          rev,
        )
      const place = store.rows.one('location', stall)
      if (place) store.rows.put('location', { ...place, name: product }, rev)
      store.rows.put('person', { id: morag, name: product, role: 'manager', active: true }, rev)
    })
  }

  async function expectTame(typed: string) {
    box.mails.length = 0
    name(typed.slice(0, 80), typed)
    const line = {
      productId: bread,
      name: typed,
      price: 320,
      quantity: 1,
      taxRate: 0,
      total: 320,
      note: typed,
    }
    const placed = market.order({ email }, { lines: [line], note: typed })
    const customer = { ...placed.customer, name: typed.slice(0, 80) }
    await market.push(market.tablet.make('order.place', { ...placed, customer }))
    const { arrived, html } = await only()
    expect([arrived.from, arrived.to]).toEqual(['stall@example.com', [email]])
    expect(headersOf(arrived.raw).sort()).toEqual([
      'Auto-Submitted',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
      'X-Auto-Response-Suppress',
    ])
    const { from, to, cc, bcc } = await PostalMime.parse(arrived.raw)
    expect([from?.address, to?.map(({ address }) => address), cc ?? [], bcc ?? []]).toEqual([
      'stall@example.com',
      [email],
      [],
      [],
    ])
    expect(html).not.toMatch(/<script|<img|onerror=(?!alert\(1\)&gt;)/)
    expect(headerOf(arrived.raw, 'subject')).not.toBe('')
  }

  it.each(corpus)('sends one mail to one address, whatever is typed: %j', expectTame)

  it('does so for whatever else is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(
            fc.oneof(
              fc.constantFrom('\r\n', '\n', '\r', ':', '<', '>', '"', ',', '@', 'Bcc', ' ', '.'),
              fc.string({ unit: 'grapheme' }),
            ),
            {
              minLength: 1,
              maxLength: 12,
            },
          )
          .map((parts) => parts.join('').slice(0, 80))
          .filter((text) => text.trim() !== '' && text.isWellFormed()),
        expectTame,
      ),
      { numRuns: 25 },
    )
  })

  it.each([
    'morag@example.org\r\nBcc: thief@example.net',
    'morag@example.org, thief@example.net',
    'Morag <morag@example.org>',
    'morag@example.org>\r\nRCPT TO:<thief@example.net',
    'morag@@example.org',
    '"thief@example.net,"@example.org',
    'morag\u0000@example.org',
    '@thief.example:morag@example.org',
  ])('takes %j for no address', async (address) => {
    await market.push(market.tablet.make('order.place', market.order({ email: address })))
    await market.settle()
    expect(box.mails).toEqual([])
    expect(market.store.mail.page('failed', null, 9).map(({ fault }) => fault)).toEqual(['unreadable'])
  })
})
