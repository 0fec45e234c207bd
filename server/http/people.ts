import { MemberChange, NewMember, type PeopleAnswer } from '#shared/people.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { addMember, type Boss, changePerson, listPeople, resetFor } from '../domain/people.ts'
import { readJson } from './body.ts'
import { type Context, doerOf, type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const most = 4_096

/** The business's people, for whoever looks after them. */
export function peopleRoutes(rooms: Rooms): Hono<Env> {
  const { store, passwords, exchange } = rooms
  const routes = new Hono<Env>()
  const bossOf = (c: Context): Boss => ({ person: personOf(c), doer: doerOf(c) })

  routes.get('/people', (c) => c.json(listPeople(store, personOf(c)) satisfies PeopleAnswer))

  routes.post('/people', async (c) => {
    const body = await readJson(c, NewMember, most)
    if (!body.ok) return body.response
    const added = await addMember(store, passwords, rooms, bossOf(c), body.value)
    if (!added.ok) return refuse(c, added.code)
    exchange.announce()
    return c.json(added.reset)
  })

  routes.post('/people/:id', async (c) => {
    const body = await readJson(c, MemberChange, most)
    if (!body.ok) return body.response
    const changed = changePerson(store, rooms, bossOf(c), c.req.param('id'), body.value)
    if (!changed.ok) return refuse(c, changed.code)
    exchange.announce()
    return c.json({})
  })

  routes.post('/people/:id/reset', async (c) => {
    const body = await readJson(c, v.strictObject({}), most)
    if (!body.ok) return body.response
    const made = resetFor(store, rooms, bossOf(c), c.req.param('id'))
    return made.ok ? c.json(made.reset) : refuse(c, made.code)
  })

  return routes
}
