import { beforeAll, expect, test } from 'vitest'
import { PeopleAnswer, ResetAnswer, ResetCode, SessionsAnswer } from '#shared/people.ts'
import {
  answerOf,
  codeOf,
  cookieOf,
  type Market,
  openMarket,
  password,
  type Visitor,
} from '../tests/market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})

const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const chosen = 'seven striped deckchairs'

const post = (path: string, body: object, cookie?: string) =>
  market.call('POST', `/api/${path}`, { body, ...(cookie === undefined ? {} : { cookie }) })
const as = (visitor: Visitor) => market.cookies[visitor] ?? ''
const signIn = (username: string, given = password) => post('sign-in', { username, password: given })
const people = async () =>
  (await answerOf(market.call('GET', '/api/people', { cookie: as('admin') }), PeopleAnswer)).people
const called = async (username: string) => {
  const found = (await people()).find((one) => one.username === username)
  if (!found) throw new Error(`nobody is called ${username}`)
  return found
}

let next = 100
/** Somebody new, made by the admin, with a password chosen by the code. */
async function hired(username: string, role = 'employee') {
  const id = idOf(next++)
  const body = { id, name: username.toUpperCase(), username, email: null, role, locationId: null }
  const { code } = await answerOf(post('people', body, as('admin')), ResetCode)
  expect((await post('resets', { code, password: chosen })).status).toBe(200)
  return { id, cookie: cookieOf(await signIn(username, chosen)) }
}

test('It adds somebody who chooses a password by a code that counts once', async () => {
  const id = idOf(1)
  const body = {
    id,
    name: 'Dora',
    username: 'dora',
    email: 'dora@example.org',
    role: 'employee',
    locationId: null,
  }
  const { code, until } = await answerOf(post('people', body, as('manager')), ResetCode)
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)
  expect(until).toBe(market.time.at + 3_600_000)
  expect(await codeOf(post('resets', { code, password: 'password123' }))).toBe('common-password')
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
  const answer = await answerOf(post('resets', { code: typed, password: chosen }), ResetAnswer)
  expect(answer.username).toBe('dora')
  expect((await signIn('dora', chosen)).status).toBe(200)
  expect(await codeOf(post('resets', { code, password: chosen }))).toBe('reset-over')
  expect(await codeOf(post('people', { ...body, id: idOf(2) }, as('manager')))).toBe('taken-username')
})

test('It gives a manager no code for an admin’s account by adding that admin as an employee', async () => {
  const { id, name } = await called('anna')
  const body = { id, name, username: 'anna', email: null, role: 'employee', locationId: null }
  expect(await codeOf(post('people', body, as('manager')))).toBe('not-permitted')
  expect((await called('anna')).role).toBe('admin')
})

test('It lets a code go after an hour, and before that where another was made', async () => {
  const { id } = await hired('fred')
  const reset = () => answerOf(post(`people/${id}/reset`, {}, as('manager')), ResetCode)
  const [first, second] = [await reset(), await reset()]
  expect(await codeOf(post('resets', { code: first.code, password: chosen }))).toBe('reset-over')
  market.time.at += 3_600_000
  expect(await codeOf(post('resets', { code: second.code, password: chosen }))).toBe('reset-over')
  expect((await signIn('fred', chosen)).status).toBe(200)
})

test('It signs somebody out everywhere who is disabled, and lets them in again once they are not', async () => {
  const { id, cookie } = await hired('gus')
  const me = () => market.call('GET', '/api/me', { cookie })
  expect((await me()).status).toBe(200)
  expect((await post(`people/${id}`, { active: false }, as('manager'))).status).toBe(200)
  expect((await me()).status).toBe(401)
  expect(await codeOf(signIn('gus', chosen))).toBe('sign-in-failed')
  expect(await codeOf(post(`people/${id}/reset`, {}, as('manager')))).toBe('not-found')
  await post(`people/${id}`, { active: true }, as('manager'))
  expect((await me()).status).toBe(401)
  expect((await signIn('gus', chosen)).status).toBe(200)
})

test('It lets nobody give or take a role above their own', async () => {
  const { id, cookie } = await hired('hal', 'manager')
  const [own, boss] = [id, (await called('anna')).id]
  for (const [whom, change] of [
    [boss, { active: false }],
    [boss, { role: 'employee' }],
    [own, { role: 'admin' }],
    [own, { name: 'The boss' }],
    [(await called('cleo')).id, { role: 'manager' }],
  ] as const)
    expect(await codeOf(post(`people/${whom}`, change, cookie))).toBe('not-permitted')
  expect(await codeOf(post(`people/${boss}/reset`, {}, cookie))).toBe('not-permitted')
  const wish = { id: idOf(9), name: 'Eve', username: 'eve', email: null, role: 'admin', locationId: null }
  expect(await codeOf(post('people', wish, cookie))).toBe('not-permitted')
  expect((await post(`people/${(await called('cleo')).id}`, { name: 'Chloe' }, cookie)).status).toBe(200)
})

test('It keeps the last admin who can sign in', async () => {
  const anna = await called('anna')
  for (const change of [{ active: false }, { role: 'manager' }])
    expect(await codeOf(post(`people/${anna.id}`, change, as('admin')))).toBe('last-admin')
  const second = await hired('ivy', 'admin')
  expect((await post(`people/${anna.id}`, { role: 'manager' }, second.cookie)).status).toBe(200)
  expect(await codeOf(post(`people/${second.id}`, { active: false }, second.cookie))).toBe('last-admin')
  await post(`people/${anna.id}`, { role: 'admin' }, second.cookie)
  await post(`people/${second.id}`, { active: false }, as('admin'))
  expect(await codeOf(post(`people/${anna.id}`, { active: false }, as('admin')))).toBe('last-admin')
})

test('It changes one’s own password by the old one, and signs the others out', async () => {
  const { cookie } = await hired('jo')
  const other = cookieOf(await signIn('jo', chosen))
  const wrong = post('password', { old: 'not it', password: 'another good one' }, cookie)
  expect(await codeOf(wrong)).toBe('wrong-password')
  const changed = await post('password', { old: chosen, password: 'another good one' }, cookie)
  expect(changed.status).toBe(200)
  const statuses = [cookie, other, cookieOf(changed)].map(
    async (one) => (await market.call('GET', '/api/me', { cookie: one })).status,
  )
  expect(await Promise.all(statuses)).toEqual([401, 401, 200])
  expect((await signIn('jo', chosen)).status).toBe(401)
  expect((await signIn('jo', 'another good one')).status).toBe(200)
})

test('It stops guessing at the old password like any other', async () => {
  const { cookie } = await hired('kit')
  const guess = (old: string) => codeOf(post('password', { old, password: 'another good one' }, cookie))
  for (let index = 0; index < 10; index += 1) expect(await guess(`guess ${index}`)).toBe('wrong-password')
  expect(await guess(chosen)).toBe('too-many-tries')
  market.time.at += 15 * 60_000
})

test('It lists one’s own sessions, and ends one of them or all the others', async () => {
  const { cookie } = await hired('lou')
  const agent = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'
  const onPhone = cookieOf(
    await market.call('POST', '/api/sign-in', {
      body: { username: 'lou', password: chosen },
      headers: { 'user-agent': agent },
    }),
  )
  market.time.at += 600_000
  const list = async (from = cookie) =>
    (await answerOf(market.call('GET', '/api/sessions', { cookie: from }), SessionsAnswer)).sessions
  const sessions = await list()
  expect(sessions.map(({ isHere, where }) => [isHere, where])).toEqual([
    [true, 'A browser'],
    [false, 'Chrome on Android'],
  ])
  const phone = sessions.find(({ isHere }) => !isHere)?.id ?? ''
  await post('sessions', { which: 'one', id: phone }, as('employee'))
  expect(await list()).toHaveLength(2)
  await post('sessions', { which: 'one', id: phone }, cookie)
  expect((await market.call('GET', '/api/me', { cookie: onPhone })).status).toBe(401)
  const third = cookieOf(await signIn('lou', chosen))
  await post('sessions', { which: 'others' }, cookie)
  expect((await market.call('GET', '/api/me', { cookie: third })).status).toBe(401)
  expect(await list()).toHaveLength(1)
})

test('It tells when somebody was last seen', async () => {
  const { cookie } = await hired('mo')
  market.time.at += 400_000
  await market.call('GET', '/api/me', { cookie })
  expect((await called('mo')).seenAt).toBe(market.time.at)
})

test('It writes down what was done to people, from what to what, and no whole address', async () => {
  const { id } = await hired('nan')
  await post(`people/${id}`, { role: 'manager', email: 'nan@example.org' }, as('admin'))
  const acts = market.store.acts.part({ from: 0, until: Infinity, actorId: null, names: [] }, null, 500)
  expect(acts.filter(({ subjectId }) => subjectId === id).map(({ name }) => name)).toEqual([
    'person.change',
    'password.change',
    'person.add',
  ])
  expect(acts.find(({ subjectId }) => subjectId === id)).toMatchObject({
    actorId: (await called('anna')).id,
    before: { role: 'employee', email: '' },
    after: { role: 'manager', email: 'n…@example.org' },
  })
  expect(JSON.stringify(acts)).not.toContain('nan@example.org')
})

test('It mails a link to whoever forgot a password and left an address, and answers everyone alike', async () => {
  const { id } = await hired('pia')
  await post(`people/${id}`, { email: 'pia@example.org' }, as('admin'))
  market.store.meta.set('address', 'https://stall.example')
  const queued = () => market.store.mail.sizes().waiting
  const before = queued()
  const ask = async (who: string) => {
    const response = await post('forgotten', { who })
    return [response.status, await response.text()]
  }
  const answers = [await ask('pia'), await ask('nobody'), await ask('gus'), await ask(' PIA@example.org ')]
  expect(new Set(answers.map(String))).toEqual(new Set(['200,{}']))
  expect(market.waited).toEqual([200, 200, 200, 200])
  expect(queued()).toBe(before + 2)
  await ask('pia')
  await ask('pia')
  expect(queued()).toBe(before + 3)
  expect((await signIn('pia', chosen)).status).toBe(200)
})
