import { beforeEach, expect, test } from 'vitest'
import { PeopleAnswer, StallsAnswer } from '#shared/people.ts'
import { answerOf, codeOf, type Market, openMarket, type Visitor } from '../tests/market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})

const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const secret = 'seven striped deckchairs'
const asked = {
  id: idOf(1),
  name: 'Dora',
  username: 'dora',
  email: 'dora@example.org',
  password: secret,
  role: 'employee',
  locationId: null,
}

const ask = (change: object = {}, address?: string) =>
  market.call('POST', '/api/registrations', {
    body: { ...asked, ...change },
    ...(address ? { address } : {}),
  })
const decide = (as: Visitor, decision: object, id = asked.id) =>
  market.call('POST', `/api/registrations/${id}`, { body: decision, cookie: market.cookies[as] })
const approve = (change: object = {}) => ({
  decision: 'approve',
  username: 'dora',
  role: 'employee',
  locationId: null,
  ...change,
})
const reject = { decision: 'reject', reason: 'Nobody knows her' }
const list = async (as: Visitor) =>
  answerOf(market.call('GET', '/api/people', { cookie: market.cookies[as] }), PeopleAnswer)
const signIn = (password: string, username = 'dora') =>
  market.call('POST', '/api/sign-in', { body: { username, password } })

test('It lets nobody in who only asked, and says so with the right password only', async () => {
  expect(await (await ask()).json()).toEqual({})
  const [wrong, nobody] = [await signIn('not it'), await signIn('not it', 'nobody')]
  expect([wrong.status, await wrong.text()]).toEqual([nobody.status, await nobody.text()])
  const right = await signIn(secret)
  expect([right.status, await codeOf(right), right.headers.get('set-cookie')]).toEqual([
    403,
    'still-pending',
    null,
  ])
  expect(market.store.rows.all('person')).toHaveLength(3)
})

test('It lets somebody in whom a manager approved, with the password they chose', async () => {
  await ask()
  expect((await decide('manager', approve())).status).toBe(200)
  expect((await signIn(secret)).status).toBe(200)
  const { people, registrations } = await list('manager')
  expect(registrations).toEqual([])
  expect(people.find(({ username }) => username === 'dora')).toMatchObject({
    name: 'Dora',
    email: 'dora@example.org',
    role: 'employee',
    active: true,
  })
  expect(await codeOf(decide('admin', reject))).toBe('already-decided')
})

test('It keeps addresses out of what tablets take in', async () => {
  await ask()
  await decide('manager', approve())
  expect(JSON.stringify(market.store.rows.all('person'))).not.toContain('example.org')
})

test('It turns somebody down with a reason, and tells them so at their password', async () => {
  await ask()
  expect((await decide('manager', reject)).status).toBe(200)
  expect(await codeOf(signIn(secret))).toBe('access-refused')
  expect(await codeOf(signIn('not it'))).toBe('sign-in-failed')
  await ask({ id: idOf(2) })
  expect(await codeOf(signIn(secret))).toBe('still-pending')
})

test('It lets a manager decide about employees only, and an admin about everyone', async () => {
  await ask({ role: 'manager' })
  expect((await list('manager')).registrations).toEqual([])
  expect(await codeOf(decide('manager', approve({ role: 'manager' })))).toBe('not-permitted')
  expect(await codeOf(decide('manager', reject))).toBe('not-permitted')
  expect((await decide('employee', approve())).status).toBe(403)
  expect((await decide('admin', approve({ role: 'manager' }))).status).toBe(200)
})

test('It answers the same for a name that is taken, and lets whoever decides give another', async () => {
  const [free, taken] = [await ask(), await ask({ id: idOf(2), username: 'ben' })]
  expect([free.status, await free.text()]).toEqual([taken.status, await taken.text()])
  expect((await list('manager')).registrations.map(({ isTaken }) => isTaken)).toEqual([false, true])
  expect(await codeOf(decide('manager', approve({ username: 'ben' }), idOf(2)))).toBe('taken-username')
  expect((await decide('manager', approve({ username: 'ben.two' }), idOf(2))).status).toBe(200)
  expect((await signIn(secret, 'ben.two')).status).toBe(200)
  expect((await signIn(secret, 'ben')).status).toBe(401)
})

test('It takes a request that comes twice once, with what it said first', async () => {
  await ask()
  await ask({ password: 'another password', email: 'thief@example.org' })
  expect((await list('manager')).registrations).toMatchObject([{ email: 'dora@example.org' }])
  expect(await codeOf(signIn('another password'))).toBe('sign-in-failed')
})

test.each([
  [{ password: 'password123' }, 'common-password'],
  [{ password: 'short' }, 'bad-request'],
  [{ email: 'dora@example.org, eve@example.org' }, 'bad-request'],
  [{ email: 'dora@example.org\r\nBcc: eve@example.org' }, 'bad-request'],
  [{ username: 'Dora D' }, 'bad-request'],
  [{ role: 'owner' }, 'bad-request'],
  [{ active: true }, 'bad-request'],
])('It takes no request with %j', async (change, code) => {
  expect(await codeOf(ask(change))).toBe(code)
  expect((await list('admin')).registrations).toEqual([])
})

test('It stops taking requests from one address, and goes on for others', async () => {
  for (let index = 0; index < 10; index += 1) await ask({ id: idOf(index) }, '198.51.100.1')
  expect(await codeOf(ask({ id: idOf(90) }, '198.51.100.1'))).toBe('too-many-tries')
  expect((await ask({ id: idOf(91) }, '198.51.100.2')).status).toBe(200)
})

test('It writes down who decided what, and lets nobody change that', async () => {
  await ask()
  await decide('manager', approve())
  const [act] = market.store.acts.part({ from: 0, until: Infinity, actorId: null, names: [] }, null, 9)
  expect(act).toMatchObject({
    name: 'registration.decide',
    subject: 'Dora',
    actorId: market.person('manager')?.id,
    before: { state: 'pending' },
    after: { state: 'approved', email: 'd…@example.org' },
  })
  for (const sql of ['DELETE FROM act', "UPDATE act SET actor_id = 'x'"])
    expect(() => market.store.database.exec(sql)).toThrow('never')
})

test('It queues a mail for what was asked and for what was decided', async () => {
  await ask()
  await decide('manager', approve())
  await ask({ id: idOf(2), username: 'dan' })
  await decide('manager', reject, idOf(2))
  const ids = market.store.database.prepare('SELECT id FROM mail').all() as { id: string }[]
  expect(ids.map(({ id }) => id).sort()).toEqual(
    [`approved:${idOf(1)}`, `received:${idOf(1)}`, `received:${idOf(2)}`, `rejected:${idOf(2)}`].map(
      (name) => `registration:${name}`,
    ),
  )
})

test('It tells who asks which stalls there are, and nothing of vans and store rooms', async () => {
  const van = { id: idOf(7), name: 'Van', kind: 'van', prepares: false, active: true, stamps: {} } as const
  market.store.revise(0, (rev) => market.store.rows.put('location', van, rev))
  const { stalls } = await answerOf(market.call('GET', '/api/stalls'), StallsAnswer)
  expect(stalls.map(({ name }) => name)).toEqual(['Stall'])
})
