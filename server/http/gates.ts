import { may, type Permission } from '#shared/role.ts'
import type { MiddlewareHandler } from 'hono'
import type { Sessions } from '../domain/sessions.ts'
import type { Env } from './context.ts'
import { refuse } from './refuse.ts'
import type { SyncDoors } from './sync.ts'

/**
 * Who may come in: anyone, an enrolled device with a ticket, that or one that was shut out, one on whose till is somebody who may, whoever is signed in,
 * or those whose role allows it.
 */
type Who = 'all' | 'device' | 'known-device' | { onTill: Permission } | 'session' | Permission

/** Every door of the API. One that is not in here does not exist, whatever is mounted behind it. */
export const routes: Readonly<Record<string, Who>> = {
  'GET /api/health': 'all',
  'GET /api/state': 'all',
  'POST /api/set-up': 'all',
  'POST /api/sign-in': 'all',
  'POST /api/sign-out': 'session',
  'GET /api/me': 'session',
  'GET /api/stalls': 'all',
  'POST /api/registrations': 'all',
  'POST /api/registrations/:id': 'person.manage',
  'GET /api/acts': 'act.see',
  'GET /api/tablets': 'device.enrol',
  'POST /api/tablets/:id': 'device.enrol',
  'POST /api/tablets/:id/release': 'exception.resolve',
  'GET /api/people': 'person.manage',
  'POST /api/people': 'person.manage',
  'POST /api/people/:id': 'person.manage',
  'POST /api/people/:id/reset': 'person.manage',
  'GET /api/sessions': 'session',
  'POST /api/sessions': 'session',
  'POST /api/password': 'session',
  'POST /api/forgotten': 'all',
  'POST /api/resets': 'all',
  'POST /api/devices': 'device.enrol',
  'POST /api/joins': 'all',
  'POST /api/joins/:id/standing': 'all',
  'POST /api/joins/find': 'device.enrol',
  'POST /api/joins/:id': 'device.enrol',
  'POST /api/grants': 'device.use',
  'POST /api/journals': 'journal.carry',
  'POST /api/sync/hello': 'all',
  'POST /api/sync': 'device',
  'POST /api/sync/compare': 'device',
  'POST /api/sync/hand-in': 'known-device',
  'POST /api/sync/rescue': 'known-device',
  'POST /api/sync/identity': 'device',
  'GET /api/sync/events': 'device',
  'POST /api/pictures': 'device',
  'GET /api/pictures/:id': 'device',
  'GET /api/reports/sales': 'report.see',
  'GET /api/reports/forecast': 'report.see',
  'GET /api/reports/unusual': 'report.see',
  'GET /api/reports/inventory': 'report.see',
  'GET /api/reports/cash': 'report.see',
  'GET /api/reports/now': 'report.see',
  'GET /api/low-stock': { onTill: 'report.see' },
  'GET /api/products/:id/edits': { onTill: 'product.save' },
  'POST /api/orders': 'device',
  'GET /api/orders/:id': 'device',
  'GET /api/orders/:id/mails': 'device',
  'GET /api/orders/:id/contact': 'contact.see',
  'POST /api/mail': 'mail.see',
  'POST /api/mail/retry': 'mail.see',
  'POST /api/mail/cancel': 'mail.see',
  'GET /api/mail/settings': 'mail.set',
  'POST /api/mail/settings': 'mail.set',
  'POST /api/mail/test': 'mail.set',
}

/** Doors whose path has a part that is any name: ":id". */
const named = Object.entries(routes)
  .filter(([entry]) => entry.includes(':'))
  .map(([entry]) => ({ form: new RegExp(`^${entry.replaceAll(/:\w+/g, '[^/]+')}$`), entry }))

/** The entry in the table that a request is for: "GET /api/orders/:id". */
export function doorOf(method: string, path: string): string | undefined {
  const asked = `${method} ${path}`
  return Object.hasOwn(routes, asked) ? asked : named.find(({ form }) => form.test(asked))?.entry
}

/** Lets a request through to its route when the table says so, and tells the route who is there. */
export function tableGate(
  sessions: Sessions,
  { readTicket, readKnown }: Pick<SyncDoors['credentials'], 'readTicket' | 'readKnown'>,
  mayOn: (device: string, permission: Permission) => boolean,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const who = routes[doorOf(c.req.method, c.req.path) ?? '']
    if (who === undefined) return refuse(c, 'not-found')
    if (who === 'all') return next()
    const [scheme, ticket = ''] = (c.req.header('authorization') ?? '').split(' ')
    const read = who === 'known-device' ? readKnown : readTicket
    const device = scheme === 'Device' ? read(ticket) : null
    if (who === 'device' || who === 'known-device' || typeof who === 'object') {
      if (device === null) return refuse(c, 'device-needed')
      c.set('device', device)
      if (typeof who === 'object' && !mayOn(device, who.onTill)) return refuse(c, 'not-permitted')
      return next()
    }
    const session = await sessions.read(c.req.header('cookie'))
    if (!session) return refuse(c, 'sign-in-needed')
    c.set('person', session.person)
    if (who !== 'session' && !may(session.person.role, who)) return refuse(c, 'not-permitted')
    // A tablet's own ticket beside the session says on which tablet it is done; without one it is done on none.
    if (device !== null) c.set('device', device)
    await next()
    if (session.cookie !== null && !c.res.headers.has('set-cookie')) c.header('set-cookie', session.cookie)
  }
}

/**
 * Keeps other sites from acting in the name of whoever is signed in here. Browsers say where a request comes from; what
 * is no browser carries no one's cookie by accident, and says nothing.
 */
export const sameOriginGate: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? next() : refuse(c, 'cross-site')
  const origin = c.req.header('origin')
  if (origin === undefined || hostOf(origin) === c.req.header('host')) return next()
  return refuse(c, 'cross-site')
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null
}
