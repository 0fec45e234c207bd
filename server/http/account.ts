import {
  EndSessions,
  ForgottenRequest,
  PasswordChange,
  ResetRequest,
  type SessionsAnswer,
} from '#shared/people.ts'
import { type Context, Hono } from 'hono'
import { choosePassword, forgotten, setPassword } from '../domain/resets.ts'
import { isCommonPassword, namesNear } from '../domain/passwords.ts'
import { addressOf } from './address.ts'
import { readJson } from './body.ts'
import { doerOf, type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const most = 4_096
/** So long after it was asked every answer comes that must not tell what was done for it, ms. */
const evenly = 200

/** What people do about their own passwords and sessions. */
export function accountRoutes(rooms: Rooms): Hono<Env> {
  const { store, sessions, passwords, limits, mail, now, wait } = rooms
  const routes = new Hono<Env>()
  const cookieIn = (c: Context) => c.req.header('cookie')

  routes.get('/sessions', (c) => {
    const list = sessions.list(personOf(c).id, cookieIn(c))
    return c.json({ sessions: list } satisfies SessionsAnswer)
  })

  routes.post('/sessions', async (c) => {
    const body = await readJson(c, EndSessions, most)
    if (!body.ok) return body.response
    const person = personOf(c)
    if (body.value.which === 'one') sessions.endOne(person.id, body.value.id)
    else sessions.endOthers(person.id, cookieIn(c))
    return c.json({})
  })

  routes.post('/password', async (c) => {
    const body = await readJson(c, PasswordChange, most)
    if (!body.ok) return body.response
    const person = personOf(c)
    const account = store.accounts.of(person.id)
    if (!account) return refuse(c, 'not-found')
    const { old, password } = body.value
    if (!limits.take(account.username, addressOf(c))) return refuse(c, 'too-many-tries')
    if (!(await passwords.isRight(old, account.passwordHash))) return refuse(c, 'wrong-password')
    limits.succeed(account.username, addressOf(c))
    if (isCommonPassword(password, account.username, ...namesNear(store, person)))
      return refuse(c, 'common-password')
    const passwordHash = await passwords.hash(password)
    store.write(() =>
      setPassword(store, doerOf(c), { personId: person.id, passwordHash, at: now(), how: 'old password' }),
    )
    c.header('set-cookie', await sessions.start(person.id, cookieIn(c), c.req.header('user-agent')))
    return c.json({})
  })

  routes.post('/forgotten', async (c) => {
    if (!limits.knock('forgotten', addressOf(c))) return refuse(c, 'too-many-tries')
    const body = await readJson(c, ForgottenRequest, most)
    if (!body.ok) return body.response
    const beat = wait(evenly)
    forgotten(store, rooms, body.value.who)
    mail.soon()
    await beat
    return c.json({})
  })

  routes.post('/resets', async (c) => {
    if (!limits.knock('reset', addressOf(c))) return refuse(c, 'too-many-tries')
    const body = await readJson(c, ResetRequest, most)
    if (!body.ok) return body.response
    const chosen = await choosePassword(store, passwords, rooms, { ...body.value, deviceId: null })
    if (!chosen.ok) return refuse(c, chosen.code)
    limits.succeed(chosen.username, addressOf(c))
    c.set('account', chosen.personId)
    return c.json({ username: chosen.username })
  })

  return routes
}
