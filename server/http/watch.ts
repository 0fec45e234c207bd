import type { MiddlewareHandler } from 'hono'
import { addressOf } from './address.ts'
import type { Env, Log } from './context.ts'
import { doorOf } from './gates.ts'

/** What tablets do all day, which is written down elsewhere: in the journal. */
const daily = new Set([
  'POST /api/sync',
  'POST /api/sync/compare',
  'POST /api/joins/:id/standing',
  'POST /api/orders',
  'POST /api/pictures',
  'POST /api/mail',
])

/** So that whoever sends nonsense by the million fills no disk. */
const mostLines = 600
const aMinute = 60_000

/**
 * Writes down who came in and what they did to people, tablets and settings, and everyone whom a door refused: when, who,
 * on which tablet, from where, at which door. Never a word that was sent.
 */
export function watch(log: Log, now: () => number): MiddlewareHandler<Env> {
  const write = sparingly(log, now)
  return async (c, next) => {
    // Asked before: a socket that was hung up comes from nowhere.
    const from = addressOf(c)
    await next()
    const door = doorOf(c.req.method, c.req.path) ?? 'none'
    const refused = c.get('refused')
    const isWorthIt = refused !== undefined || (c.req.method === 'POST' && !daily.has(door))
    if (!isWorthIt) return
    const about = {
      ...{ door, status: c.res.status, refused, from },
      ...{ person: c.get('person')?.id, account: c.get('account'), device: c.get('device') },
    }
    write(about, refused === undefined ? 'A door was used' : 'A door refused')
  }
}

function sparingly(log: Log, now: () => number): Log['info'] {
  let since = 0
  let lines = 0
  return (about, sentence) => {
    if (Math.abs(now() - since) >= aMinute) {
      if (lines > mostLines)
        log.info({ lines: lines - mostLines }, 'There was more than is written down in a minute')
      since = now()
      lines = 0
    }
    lines += 1
    if (lines <= mostLines) log.info(about, sentence)
  }
}
