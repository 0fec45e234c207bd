import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { EnrolAnswer } from '#shared/api.ts'
import { HelloAnswer, proofText } from '#shared/protocol.ts'
import { addPerson } from '../domain/identity.ts'
import { openPasswords } from '../domain/passwords.ts'
import { answerOf, codeOf, type Market, openMarket, password } from '../tests/market.ts'
import { routes } from './gates.ts'

/*
 * What each route answers to each visitor on each tablet, asked of the whole app with `{}` or nothing: 400, 404, 409 and
 * 413 are behind the door, 401 and 403 before it. The answers are written down in routes.csv; where one changes, or a
 * route is new, this fails until somebody has looked: `npx vitest run --project unit server/http/routes.test.ts -u`.
 */

const people = ['nobody', 'employee', 'manager', 'admin', 'disabled'] as const
const tablets = ['none', 'active', 'shut out', 'unknown', 'expired'] as const
type Answers = Record<(typeof tablets)[number], string>
interface Line {
  entry: string
  person: (typeof people)[number]
  answers: Partial<Answers>
}

let market: Market
const tickets: Record<(typeof tablets)[number], string> = {
  ...{ none: '', active: '', 'shut out': '', expired: '' },
  unknown: `019a0000-0000-7000-8000-000000000001.zzzzzzzz.${'A'.repeat(43)}`,
}
const cookies: Record<(typeof people)[number], string | undefined> = {
  ...{ nobody: undefined, employee: '', manager: '', admin: '', disabled: '' },
}
const lines: Line[] = []

/** A tablet on whose till is the manager who enrolled it. */
async function enrolled() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const locationId = market.store.rows.all('location')[0]?.id
  const body = { name: 'Blue', locationId, publicKey: key }
  const made = market.call('POST', '/api/devices', { body, cookie: market.cookies.manager })
  return { id: (await answerOf(made, EnrolAnswer)).device.id, privateKey }
}

async function ticketOf({ id, privateKey }: { id: string; privateKey: KeyObject }): Promise<string> {
  const said = { protocol: 1, device: id, cursor: null, lastSeq: 0 }
  const hello = (more: object) =>
    answerOf(market.call('POST', '/api/sync/hello', { body: { ...said, ...more } }), HelloAnswer)
  const asked = await hello({})
  const challenge = asked.next === 'prove' ? asked.challenge : ''
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
  const signature = sign('sha256', Buffer.from(proofText(id, challenge)), key).toString('base64')
  const told = await hello({ proof: { challenge, signature } })
  return told.next === 'prove' ? '' : told.ticket
}

async function ask(entry: string, person: Line['person'], tablet: keyof Answers): Promise<string> {
  const [method = '', path = ''] = entry.split(' ')
  const ticket = tickets[tablet]
  const response = await market.call(method, path, {
    cookie: cookies[person],
    // From everywhere, since some doors count who knocks.
    address: `198.51.100.${lines.length % 250}`,
    ...(method === 'POST' ? { body: {} } : {}),
    ...(ticket === '' ? {} : { headers: { authorization: `Device ${ticket}` } }),
  })
  if (response.status >= 400) return `${response.status} ${await codeOf(response)}`
  await response.body?.cancel()
  return String(response.status)
}

/** The cookie of somebody who was disabled after they signed in. */
async function disabled(): Promise<string> {
  const outside = { now: () => market.time.at, newId: () => randomUUID() }
  const person = { name: 'Dora', username: 'dora', role: 'admin', password } as const
  const made = await addPerson(market.store, openPasswords(randomBytes), outside, person)
  if (!made.ok) throw new Error(made.code)
  const cookie = await market.signIn('dora')
  market.store.revise(market.time.at, (rev) =>
    market.store.rows.put('person', { ...made.person, active: false }, rev),
  )
  return cookie
}

async function signInAll() {
  cookies.employee = await market.signIn('cleo')
  cookies.manager = await market.signIn('ben')
  cookies.admin = await market.signIn('anna')
}

beforeAll(async () => {
  market = await openMarket()
  const [blue, lost] = [await enrolled(), await enrolled()]
  tickets.expired = await ticketOf(blue)
  market.time.at += 13 * 3_600_000
  tickets.active = await ticketOf(blue)
  tickets['shut out'] = await ticketOf(lost)
  const { manager } = market.cookies
  await market.call('POST', `/api/tablets/${lost.id}`, {
    body: { active: false, reason: 'Lost' },
    cookie: manager,
  })

  cookies.disabled = await disabled()
  await signInAll()
  for (const entry of Object.keys(routes).sort()) {
    for (const person of people) {
      const answers: Partial<Answers> = {}
      for (const tablet of tablets) {
        if (entry === 'POST /api/sign-out') await signInAll()
        answers[tablet] = await ask(entry, person, tablet)
      }
      lines.push({ entry, person, answers })
    }
    if (entry === 'POST /api/sign-out') await signInAll()
  }
}, 120_000)

test('It answers every visitor on every tablet as it is written down', async () => {
  const head = ['route', 'person', ...tablets].join(',')
  const body = lines.map(({ entry, person, answers }) =>
    [entry, person, ...tablets.map((tablet) => answers[tablet] ?? '')].join(','),
  )
  await expect(`${[head, ...body].join('\n')}\n`).toMatchFileSnapshot('routes.csv')
})

const isIn = (answer = '') => !/^40[13]/.test(answer)

test('It lets nobody in by a session where they are not signed in, or are disabled', () => {
  for (const { entry, person, answers } of lines) {
    const who = routes[entry]
    if (person !== 'nobody' && person !== 'disabled') continue
    if (who === 'all' || who === 'device' || who === 'known-device' || typeof who === 'object') continue
    expect([entry, ...Object.values(answers)]).toEqual([entry, ...tablets.map(() => '401 sign-in-needed')])
  }
})

test('It gives nothing to a tablet that is shut out, unknown or too long away, but takes what a shut-out one has', () => {
  const takes = ['POST /api/sync/hand-in', 'POST /api/sync/rescue']
  for (const { entry, answers } of lines) {
    const who = routes[entry]
    if (who !== 'device' && who !== 'known-device' && typeof who !== 'object') continue
    expect([entry, isIn(answers.unknown), isIn(answers.expired)]).toEqual([entry, false, false])
    expect([entry, isIn(answers['shut out'])]).toEqual([entry, takes.includes(entry)])
  }
})
