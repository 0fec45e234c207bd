import { afterAll, beforeAll, expect, it } from 'vitest'
import { MailPicked, MailsAnswer, MailSettingsAnswer, MailTestAnswer } from '#shared/mail.ts'
import { answerOf, codeOf, type Market, openMarket, type Visitor } from '../tests/market.ts'

/* Who may see and set what of mail, and that a password goes nowhere but to where it was typed for. */

const settings = {
  ...{ host: 'smtp.example.com', port: 465, security: 'tls', user: 'stall', password: 'rain-or-shine' },
  ...{ from: 'stall@example.com', replyTo: null, alertTo: ['mia@example.com'], digest: true },
}
let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.store.close())

const ask = (path: string, body: unknown, visitor: Visitor = 'admin') =>
  market.call('POST', `/api/mail${path}`, { body, cookie: market.cookies[visitor] })
const shown = () => market.call('GET', '/api/mail/settings', { cookie: market.cookies.admin })

it('has nothing to try as long as nobody has said how mail leaves', async () => {
  expect(await codeOf(ask('/test', { to: 'mia@example.com' }))).toBe('mail-not-set')
})

it.each([
  { security: 'none' },
  { from: 'stall@example.com\r\nBcc: thief@example.net' },
  { from: 'stall@example.com, thief@example.net' },
  { replyTo: 'Thief <thief@example.net>' },
  { alertTo: ['mia@example.com', 'nobody'] },
  { host: 'smtp.example.com\r\nQUIT' },
  { host: 'file:///etc/passwd' },
  { port: 0 },
  { port: 25.5 },
  { more: true },
])('takes no settings with %j', async (change) => {
  expect(await codeOf(ask('/settings', { ...settings, ...change }))).toBe('bad-request')
  expect((await answerOf(shown(), MailSettingsAnswer)).settings).toBeNull()
})

it('keeps the settings sealed, and never shows the password', async () => {
  expect(await answerOf(shown(), MailSettingsAnswer)).toEqual({ settings: null, isLocked: false })
  const saved = await ask('/settings', settings)
  expect(await answerOf(saved, MailSettingsAnswer)).toMatchObject({
    settings: { user: 'stall', hasPassword: true },
  })
  expect(await (await shown()).text()).not.toContain('rain-or-shine')
  expect(market.store.meta.get('mail.settings')).not.toMatch(/rain-or-shine|smtp\.example|mia@/)
  expect(JSON.stringify(market.logged)).not.toMatch(/rain-or-shine|example\.com/)
})

it('asks for the password again before it goes to another server or for another name', async () => {
  await ask('/settings', settings)
  expect((await ask('/settings', { ...settings, port: 587, password: null })).status).toBe(200)
  for (const change of [{ host: 'thief.example.net' }, { user: 'thief' }])
    expect(await codeOf(ask('/settings', { ...settings, ...change, password: null }))).toBe('password-needed')
})

it('says what came of a try', async () => {
  await ask('/settings', settings)
  const answer = await answerOf(ask('/test', { to: 'mia@example.com' }), MailTestAnswer)
  expect(answer).toEqual({ fault: 'unreachable', said: '' })
  expect(await codeOf(ask('/test', { to: 'mia@example.com, x@example.com' }))).toBe('bad-request')
})

it('lists mails in parts, the newest first, without anybody’s address, and lets a manager act on them', async () => {
  const { store, time } = market
  for (let number = 0; number < 120; number += 1)
    store.mail.add({
      ...{ id: `receipt:${String(number).padStart(3, '0')}`, kind: 'receipt', orderId: null, about: null },
      ...{ recipient: 'sealed-address', queuedAt: time.at + Math.floor(number / 3), dueAt: time.at },
    })
  const seen: string[] = []
  for (let before: MailsAnswer['before'] = null, part = 0; part < 9; part += 1) {
    const answer = await ask('', { state: 'waiting', before }, 'manager')
    expect(await answer.clone().text()).not.toContain('sealed-address')
    const { mails, before: next, sizes, isSet } = await answerOf(answer, MailsAnswer)
    expect([sizes['waiting'], isSet]).toEqual([120, true])
    seen.push(...mails.map(({ id }) => id))
    if (!next) break
    before = next
  }
  expect(seen).toEqual([...seen].sort().reverse())
  expect(new Set(seen).size).toBe(120)

  const changed = async (path: string, body: object) =>
    (await answerOf(ask(path, body, 'manager'), MailPicked)).changed
  expect(await changed('/cancel', { id: 'receipt:005' })).toBe(1)
  expect(await changed('/cancel', { id: 'receipt:005' })).toBe(0)
  store.mail.settle('receipt:006', 'failed', time.at, 'address-refused')
  expect(await changed('/retry', { id: 'receipt:006' })).toBe(1)
  expect(await changed('/cancel', { all: true })).toBe(119)
  expect(store.mail.sizes()).toMatchObject({ waiting: 0, cancelled: 120 })
})
