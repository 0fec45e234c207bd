import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { openContacts, publishContactKey } from '../domain/contacts.ts'
import { openComparing } from '../domain/comparing.ts'
import { openExchange } from '../domain/exchange.ts'
import { openGrants } from '../domain/grants.ts'
import { idAt } from '../domain/ids.ts'
import { openLimits } from '../domain/limits.ts'
import { type MailRoom, openMailRoom } from '../domain/mail/room.ts'
import { openNotary } from '../domain/notary.ts'
import { openNotices } from '../domain/notices.ts'
import { openPages } from '../domain/pages.ts'
import { openPasswords } from '../domain/passwords.ts'
import { openSeals } from '../domain/seals.ts'
import { openDesk, type ReportDesk } from '../domain/reports/desk.ts'
import { openSessions } from '../domain/sessions.ts'
import { mayOn } from '../domain/scope.ts'
import { openTickets, verifyProof } from '../domain/tickets.ts'
import type { Store } from '../store/store.ts'
import { accountRoutes } from './account.ts'
import { actRoutes } from './acts.ts'
import { readBytes, readJson } from './body.ts'
import { carriedRoutes } from './carried.ts'
import { contactRoutes } from './contacts.ts'
import type { Env, Log, Rooms } from './context.ts'
import { serveFiles } from './files.ts'
import { sameOriginGate, tableGate } from './gates.ts'
import { headers, lengths } from './headers.ts'
import { identityRoutes } from './identity.ts'
import { joinRoutes } from './joins.ts'
import { mailRoutes } from './mail.ts'
import { orderRoutes } from './orders.ts'
import { peopleRoutes } from './people.ts'
import { pictureRoutes } from './pictures.ts'
import { productRoutes } from './products.ts'
import { refuse } from './refuse.ts'
import { registrationRoutes } from './registrations.ts'
import { reportRoutes } from './reports.ts'
import { setUpRoutes } from './setUp.ts'
import { surprise } from './surprise.ts'
import { syncRoutes } from './sync.ts'
import { tabletRoutes } from './tablets.ts'
import { watch } from './watch.ts'

export interface Outside {
  store: Store
  now: () => number
  random: (size: number) => Uint8Array
  log: Log
  version: string
  /** What settings and commands are sealed with, from outside the database; without one it lives as long as the process. */
  key?: Uint8Array
  /** The folder of the built app; without it there is only the API. */
  dist?: string
  /** How mail leaves; without it none does, and all of it waits. */
  mail?: MailRoom
  /** Who answers reports; without it they are read from the store itself. */
  reports?: ReportDesk
  /** Lets so many milliseconds pass; a test hands in its own. */
  wait?: (ms: number) => Promise<void>
}

export type App = Hono<Env>

/** The whole server but for its socket: `app.fetch` answers requests. */
export function openApp(outside: Outside): App {
  const { store, now, random, log, version, dist } = outside
  const newId = (at = now()) => idAt(at, random(10))
  const key = outside.key ?? random(32)
  const mail = outside.mail ?? openMailRoom({ ...outside, key })
  const rooms: Rooms = {
    store,
    now,
    random,
    newId,
    version,
    exchange: openExchange(store, now, openNotary(key)),
    sessions: openSessions(store, now, random),
    passwords: openPasswords(random),
    limits: openLimits(store, now),
    grants: openGrants(store, { now, newId, random, seals: openSeals(key) }),
    contacts: openContacts(store, { random }),
    mail,
    notices: openNotices({ store, secrets: mail.secrets, soon: mail.soon }),
    reports: outside.reports ?? openDesk(store),
    log,
    wait: outside.wait ?? ((ms) => new Promise((done) => setTimeout(done, ms))),
  }
  rooms.exchange.onCommit(rooms.mail.soon)
  publishContactKey(store, rooms.contacts, now())
  const credentials = {
    ...ticketsOf(store, now, random),
    verifyProof,
    verifyGrant: (token: string) => rooms.grants.verify(token),
    publicKeyOf: (device: string) => store.deviceKeys.keyOf(device),
  }

  const app: App = new Hono<Env>()
  app.onError((error, c) => surprise(error, c, log))
  app.notFound((c) => refuse(c, 'not-found'))
  app.use(headers, compress({ encoding: 'gzip' }), lengths)
  app.use(
    '/api/*',
    watch(log, now),
    sameOriginGate,
    tableGate(rooms.sessions, credentials, (...asked) => mayOn(store, ...asked)),
  )
  app.route('/api', setUpRoutes(rooms))
  app.route('/api', identityRoutes(rooms))
  app.route('/api', registrationRoutes(rooms))
  app.route('/api', peopleRoutes(rooms))
  app.route('/api', accountRoutes(rooms))
  app.route('/api', actRoutes(rooms))
  app.route('/api', tabletRoutes(rooms))
  app.route('/api', joinRoutes(rooms))
  app.route('/api', carriedRoutes(rooms))
  app.route('/api', contactRoutes(rooms))
  app.route('/api', orderRoutes(rooms))
  app.route('/api/mail', mailRoutes(rooms))
  app.route('/api', pictureRoutes(rooms))
  app.route('/api', productRoutes(rooms))
  app.route('/api/reports', reportRoutes(rooms))
  app.route(
    '/api/sync',
    syncRoutes({
      store,
      exchange: rooms.exchange,
      pages: openPages(store, now),
      comparing: openComparing(store, now),
      credentials,
      grants: rooms.grants,
      now,
      newId,
      log,
      readJson,
      readBytes,
    }),
  )
  if (dist !== undefined) app.get('*', serveFiles(dist))
  return app
}

/** Tickets count only while their device is active, but where it hands in what it has. */
function ticketsOf(store: Store, now: () => number, random: (size: number) => Uint8Array) {
  const tickets = openTickets(now, random)
  const isActive = (device: string) => store.rows.one('device', device)?.active === true
  return {
    ...tickets,
    readKnown: tickets.readTicket,
    readTicket(token: string): string | null {
      const device = tickets.readTicket(token)
      return device !== null && isActive(device) ? device : null
    },
  }
}
