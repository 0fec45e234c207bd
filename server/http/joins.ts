import {
  type JoinAnswer,
  JoinCode,
  type JoinDecided,
  JoinDecision,
  JoinRequest,
  StandingRequest,
} from '#shared/joining.ts'
import { Hono } from 'hono'
import { askToJoin, decideJoin, findJoin, standingOf } from '../domain/joins.ts'
import { noteAddress } from '../domain/notices.ts'
import { isSetUp } from '../domain/setUp.ts'
import { addressOf } from './address.ts'
import { readJson } from './body.ts'
import { doerOf, type Env, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const most = 4_096

/** Browsers that ask to become tablets, and who decides on them. */
export function joinRoutes(rooms: Rooms): Hono<Env> {
  const { store, limits, exchange, now } = rooms
  const routes = new Hono<Env>()

  routes.post('/joins', async (c) => {
    const body = await readJson(c, JoinRequest, most)
    if (!body.ok) return body.response
    if (!limits.knock('join', addressOf(c))) return refuse(c, 'too-many-tries')
    if (!isSetUp(store)) return refuse(c, 'not-set-up')
    const asked = askToJoin(store, rooms, body.value, c.req.header('user-agent') ?? '')
    if (!asked.ok) return refuse(c, asked.code)
    const { id, code, until } = asked
    return c.json({ id, code, until, now: now() } satisfies JoinAnswer)
  })

  routes.post('/joins/:id/standing', async (c) => {
    const body = await readJson(c, StandingRequest, most)
    if (!body.ok) return body.response
    const standing = standingOf(store, now(), c.req.param('id'), body.value.signature)
    return standing ? c.json(standing) : refuse(c, 'not-found')
  })

  routes.post('/joins/find', async (c) => {
    const body = await readJson(c, JoinCode, most)
    if (!body.ok) return body.response
    if (!limits.knock('joinCode', addressOf(c))) return refuse(c, 'too-many-tries')
    const found = findJoin(store, now(), body.value.code)
    return found ? c.json(found) : refuse(c, 'join-over')
  })

  routes.post('/joins/:id', async (c) => {
    const body = await readJson(c, JoinDecision, most)
    if (!body.ok) return body.response
    const { actorId, deviceId } = doerOf(c)
    const by = { id: actorId, tablet: deviceId }
    const decided = decideJoin(store, rooms, by, c.req.param('id'), body.value)
    if (!decided.ok) return refuse(c, decided.code)
    noteAddress(store, c.req.header('origin'))
    exchange.announce()
    return c.json({ device: decided.device } satisfies JoinDecided)
  })

  return routes
}
