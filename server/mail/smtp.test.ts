import { afterEach, expect, it } from 'vitest'
import type { MailSettings } from '#shared/mail.ts'
import type { Delivery, Letter, Line } from '../domain/mail/carrier.ts'
import { certificate } from '../tests/certificate.ts'
import { headerOf, type Manner, openPostbox, type Postbox } from '../tests/postbox.ts'
import { openSmtp } from './smtp.ts'

const letter: Letter = {
  messageId: 'abc123@example.com',
  fromName: 'Leith Bakers',
  to: 'morag@example.org',
  subject: 'Order A-0001 at Leith Bakers',
  html: '<p>Bread £3.20</p>',
  text: 'Bread £3.20',
}
const quick = { whole: 1_500, silence: 400 }
const trusting = { ca: certificate, servername: 'localhost' }

let boxes: Postbox[] = []
let lines: Line[] = []

/** Over a line of its own. */
function deliver(settings: MailSettings, wait = quick, trust = {}): Promise<Delivery> {
  const line = openSmtp(wait, trust).open(settings)
  lines.push(line)
  return line.deliver(letter)
}

afterEach(async () => {
  for (const line of lines) line.close()
  for (const box of boxes) await box.close()
  boxes = []
  lines = []
})

async function open(manner: Manner = {}): Promise<Postbox> {
  const box = await openPostbox(manner)
  boxes.push(box)
  return box
}

it('hands a mail over under its own envelope and Message-ID', async () => {
  const box = await open()
  expect(await deliver(box.settings({ replyTo: 'hello@example.com' }))).toEqual({
    ok: true,
  })
  const [mail] = box.mails
  expect(mail).toMatchObject({ from: 'stall@example.com', to: ['morag@example.org'] })
  const header = (name: string) => headerOf(mail?.raw ?? '', name)
  expect(header('message-id')).toBe('<abc123@example.com>')
  expect(header('from')).toBe('Leith Bakers <stall@example.com>')
  expect(header('to')).toBe('morag@example.org')
  expect(header('reply-to')).toBe('hello@example.com')
  expect(header('auto-submitted')).toBe('auto-generated')
})

it.each(['tls', 'starttls'] as const)(
  'signs in over %s, and only to a server that proves who it is',
  async (security) => {
    const account = { user: 'stall', password: 'rain' }
    const box = await open({ security, account })
    const settings = box.settings({ ...account })
    expect(await deliver(settings, quick, trusting)).toEqual({ ok: true })
    expect(await deliver(settings)).toMatchObject({ ok: false, fault: 'insecure' })
    const wrong = await deliver({ ...settings, password: 'sun' }, quick, trusting)
    expect(wrong).toMatchObject({ ok: false, fault: 'sign-in-refused' })
    expect(box.mails).toHaveLength(1)
  },
)

it('does not go on in the clear where TLS was to be', async () => {
  const box = await open({ security: 'none', account: { user: 'stall', password: 'rain' } })
  const settings = box.settings({ security: 'starttls', user: 'stall', password: 'rain' })
  expect(await deliver(settings)).toMatchObject({ ok: false, fault: 'insecure' })
  expect(box.mails).toEqual([])
})

it.each<[string, Manner, string]>([
  ['sends it away at the door', { greeting: 'Too many connections' }, 'unreachable'],
  ['knows nobody of that name', { rejects: [letter.to] }, 'address-refused'],
  ['greylists', { isGreylisting: true }, 'later'],
  ['takes it for spam', { afterDot: 'refuses' }, 'message-refused'],
  ['hangs after the dot', { afterDot: 'hangs' }, 'unknown'],
  ['dies after the dot', { afterDot: 'dies' }, 'unknown'],
  ['takes too long for each answer', { delay: 900 }, 'unreachable'],
])('says what is wrong when the server %s', async (_, manner, fault) => {
  const box = await open(manner)
  const delivery = await deliver(box.settings())
  expect(delivery).toMatchObject({ ok: false, fault })
  expect(JSON.stringify(delivery)).not.toContain(letter.to)
})

it.each<[string, Partial<MailSettings>, Manner, string]>([
  ['TLS where there is none', { security: 'tls' }, {}, 'insecure'],
  ['STARTTLS where there is none', { security: 'starttls' }, {}, 'insecure'],
  ['a host that nobody knows', { host: 'mail.invalid' }, {}, 'unreachable'],
  ['no name where one is wanted', {}, { account: { user: 'stall', password: 'rain' } }, 'sign-in-refused'],
])('says what is wrong with settings that say %s', async (_, settings, manner, fault) => {
  const box = await open(manner)
  expect(await deliver(box.settings(settings), quick, trusting)).toMatchObject({ ok: false, fault })
  expect(box.mails).toEqual([])
})

it('says that nobody is there', async () => {
  const box = await open()
  const settings = box.settings()
  await box.close()
  expect(await deliver(settings)).toMatchObject({ ok: false, fault: 'unreachable' })
})

it('gives up on a server that answers too slowly in all', async () => {
  const box = await open({ delay: 300 })
  const started = performance.now()
  const delivery = await deliver(box.settings(), { whole: 200, silence: 400 })
  expect(delivery).toMatchObject({ ok: false, fault: 'unreachable' })
  expect(performance.now() - started).toBeLessThan(1_000)
})

it('hands over many mails by one connection, and by another where the server has ended that one', async () => {
  const box = await open()
  const line = openSmtp(quick).open(box.settings())
  lines.push(line)
  for (let size = 0; size < 3; size += 1) expect(await line.deliver(letter)).toEqual({ ok: true })
  expect(box.connections()).toBe(1)
  box.manner.rejects = [letter.to]
  expect(await line.deliver(letter)).toMatchObject({ ok: false, fault: 'address-refused' })
  box.manner.rejects = []
  expect(await line.deliver(letter)).toEqual({ ok: true })
  expect(box.connections()).toBe(1)
  box.cut()
  expect(await line.deliver(letter)).toEqual({ ok: true })
  box.manner.mostOfOne = 1
  expect(await line.deliver(letter)).toEqual({ ok: true })
  expect([box.mails.length, box.connections()]).toEqual([6, 3])
})

it('hands nothing over twice by itself, where a line that was used breaks after the dot', async () => {
  const box = await open()
  const line = openSmtp(quick).open(box.settings())
  lines.push(line)
  await line.deliver(letter)
  for (const afterDot of ['dies', 'hangs'] as const) {
    box.manner.afterDot = afterDot
    expect(await line.deliver(letter)).toMatchObject({ ok: false, fault: 'unknown' })
  }
  delete box.manner.afterDot
  expect(await line.deliver(letter)).toEqual({ ok: true })
  expect(box.mails).toHaveLength(4)
})
