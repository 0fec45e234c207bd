import { createHash } from 'node:crypto'
import type { PictureAnswer, PictureKept } from '#shared/api.ts'
import { mostPictureBytes, pictureType } from '#shared/picture.ts'
import { Hash } from '#shared/schema.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { readBytes } from './body.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** So that whoever holds a tablet cannot fill the disk. */
const mostPictures = 20_000

const aDay = 86_400_000
/** A tablet may have been away for long before it sends the edit that shows a picture. */
const kept = 60 * aDay

/** Pictures of products: kept by what they are, and handed out as data that no browser opens by itself. */
export function pictureRoutes({ store, now }: Pick<Rooms, 'store' | 'now'>): Hono<Env> {
  const routes = new Hono<Env>()
  let clearedAt = 0

  /** Now and then, when another one comes. */
  function makeRoom(): void {
    if (now() - clearedAt < aDay) return
    clearedAt = now()
    store.write(() => store.pictures.clear(now() - kept))
  }

  routes.post('/pictures', async (c) => {
    const bytes = await readBytes(c, mostPictureBytes)
    if (!bytes.ok) return bytes.response
    if (pictureType(bytes.value) === null) return refuse(c, 'bad-request')
    makeRoom()
    if (store.pictures.size() >= mostPictures) return refuse(c, 'too-large')
    const hash = createHash('sha256').update(bytes.value).digest('hex')
    store.write(() => store.pictures.put(hash, bytes.value, now()))
    return c.json({ hash } satisfies PictureKept)
  })

  routes.get('/pictures/:id', (c) => {
    const hash = c.req.param('id')
    const bytes = v.is(Hash, hash) ? store.pictures.bytesOf(hash) : null
    if (!bytes) return refuse(c, 'not-found')
    return c.json({ data: Buffer.from(bytes).toString('base64') } satisfies PictureAnswer)
  })

  return routes
}
