import type { Context } from 'hono'
import { placesOf } from '../domain/places.ts'
import type { Log } from './context.ts'
import { refuse } from './refuse.ts'

/** What the database says when it cannot just now, and nothing was changed. */
const passing = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_IOERR']

/** The one place where what nobody foresaw is caught. Its message may hold what was sent, so only its places are written down. */
export function surprise(error: Error, c: Context, log: Log): Response {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const isPassing = passing.some((start) => code?.startsWith(start))
  log.error(
    { method: c.req.method, path: c.req.path, code, ...placesOf(error) },
    isPassing ? 'the database could not' : 'a surprise',
  )
  return refuse(c, isPassing ? 'try-again' : 'surprise')
}
