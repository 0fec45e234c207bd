import { CarriedRequest } from '#shared/api.ts'
import { mostRequestBytes } from '#shared/protocol.ts'
import { Hono } from 'hono'
import { takeCarried } from '../domain/carried.ts'
import { readJson } from './body.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** As at the tablet's own door: a command that is too deep is set aside by itself. */
const deepest = 64

/** Journals that a manager carries here from tablets that cannot come themselves. */
export function carriedRoutes(rooms: Pick<Rooms, 'store' | 'exchange' | 'grants' | 'now'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/journals', async (c) => {
    const body = await readJson(c, CarriedRequest, mostRequestBytes, deepest)
    if (!body.ok) return body.response
    if (!rooms.store.rows.one('device', body.value.device)) return refuse(c, 'unknown-device')
    return c.json(await takeCarried(rooms, rooms.grants, body.value))
  })

  return routes
}
