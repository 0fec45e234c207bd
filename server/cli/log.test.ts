import { afterEach, expect, test, vi } from 'vitest'
import { ResetCode } from '#shared/people.ts'
import { routes } from '../http/gates.ts'
import { answerOf, type Call, openMarket, password } from '../tests/market.ts'
import { provenTablet } from '../tests/provenTablet.ts'
import { sealedContact } from '../tests/sealedContact.ts'
import { openLog } from './log.ts'

afterEach(() => vi.unstubAllEnvs())

/** The log as it is written, at its most talkative. */
function openHeard() {
  vi.stubEnv('AWNING_LOG', 'trace')
  const lines: string[] = []
  return { lines, log: openLog({ write: (line) => void lines.push(line) }) }
}

test('It writes no password, code, cookie, ticket, key or address down on a day on which everything is asked and much goes wrong', async () => {
  const { lines, log } = openHeard()
  const market = await openMarket({ log })
  const { store, call, cookies, time } = market
  const secrets = new Set([
    password,
    ...Object.values(cookies).map((cookie = '') => cookie.split('=')[1] ?? ''),
  ])
  const secret = <T extends string>(text: T): T => {
    secrets.add(text)
    return text
  }
  const { ticket, grant, sealKey, challenge, signature } = await provenTablet(market)
  for (const one of [ticket, grant, sealKey, challenge, signature]) secret(one)
  const reach = { email: secret('dora.private@example.org'), phone: secret('+44 131 496 0999') }
  secret(sealedContact(store.rows.one('business', 'business')?.contactKey ?? '', reach).sealed)

  const settings = {
    ...{ host: '127.0.0.1', port: 1, security: 'tls', user: 'stall', password: secret('mail-server-secret') },
    ...{ from: secret('stall.private@example.com'), replyTo: null, digest: true },
    alertTo: [secret('mia.private@example.com')],
  }
  const id = '019a0000-0000-7000-8000-000000000001'
  const asked = { id, name: 'Dora', username: 'dora', email: reach.email, role: 'employee', locationId: null }
  const chosen = secret('seven striped deckchairs')
  const made = await call('POST', '/api/people', { body: asked, cookie: cookies.admin })
  const { code } = await answerOf(made, ResetCode)
  const bodies: Record<string, object> = {
    'POST /api/sign-in': { username: 'anna', password: secret('wrong-but-nearly-right') },
    'POST /api/registrations': {
      ...asked,
      username: 'eve',
      email: secret('eve.private@example.org'),
      password: chosen,
    },
    'POST /api/forgotten': { who: reach.email },
    'POST /api/resets': { code: secret(code), password: chosen },
    'POST /api/password': { old: password, password: chosen },
    'POST /api/mail/settings': settings,
    'POST /api/mail/test': { to: secret('someone.private@example.org') },
    'POST /api/sync/rescue': { note: reach.email },
  }

  const words: Call[] = [
    {},
    { raw: `{"password":"${password}"` },
    { body: { password, email: reach.email, cookie: cookies.admin } },
    { body: {}, headers: { 'sec-fetch-site': 'cross-site' } },
    { body: {}, headers: { 'x-forwarded-for': secret('not-an-address-but-a-word') } },
  ]
  // Whoever signs out or takes another password is somebody else from there on.
  const last = ['POST /api/sign-out', 'POST /api/password', 'GET /api/sync/events']
  const doors = Object.keys(routes).filter((one) => !last.includes(one))
  const askAll = async (entries: readonly string[]) => {
    for (const entry of entries) {
      const [method = '', path = ''] = entry.split(' ')
      const fine: Call[] = entry in bodies ? [{ body: bodies[entry] }] : []
      for (const given of [...words, ...fine])
        for (const [cookie, shown] of [
          [cookies.admin, ticket],
          [secret('__Host-awning=stolen'), secret('stolen-ticket')],
        ]) {
          const headers = { authorization: `Device ${shown ?? ''}`, ...given.headers }
          const call = method === 'GET' ? { headers, cookie } : { ...given, headers, cookie }
          await market.call(method, path.replace(':id', encodeURIComponent(reach.email)), call)
          time.at += 1_000
        }
    }
  }
  await askAll(doors)
  const prepare = store.rows.one
  store.rows.one = () => {
    throw new Error(`no such thing as ${reach.email} with ${password}`)
  }
  await askAll(doors)
  store.rows.one = prepare
  await askAll(last.slice(0, 2))

  const written = lines.join('')
  for (const what of ['"a surprise"', 'The mail settings were changed', '"status":200', '"status":429'])
    expect(written).toContain(what)
  expect([...secrets].filter((one) => one.length > 3 && written.includes(one))).toEqual([])
})

test('It writes a line of JSON for each thing, with when it was, whatever is in it', () => {
  const { lines, log } = openHeard()
  log.info({ door: 'GET /api/a\n{"level":60}\r\n' }, 'first')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, time: expect.any(Number), msg: 'first' })
})

test('It leaves out what is called a secret, should one ever be handed to it', () => {
  const { lines, log } = openHeard()
  log.info({ password: 'x1y2', of: { cookie: 'x1y2', ticket: 'x1y2' } }, 'oh')
  expect(lines.join('')).not.toContain('x1y2')
})
