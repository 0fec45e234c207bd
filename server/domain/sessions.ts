import { createHash } from 'node:crypto'
import type { SessionsAnswer } from '#shared/people.ts'
import type { Person } from '#shared/rows.ts'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { SessionStore } from '../store/sessions.ts'
import type { Store } from '../store/store.ts'
import { browserIn } from './browsers.ts'

const day = 86_400_000
const idle = new TimeSpan(14, 'd')
const absolute = 90 * day
const name = '__Host-awning'

/** How often it is written down that somebody is still there. */
const noticed = 5 * 60_000

/** Cookies go in and out as header values. */
export interface Sessions {
  /** Starts a session and ends the one that the cookie named, so that no id known before a sign-in is worth anything after. */
  start(personId: string, cookies: string | undefined, agent?: string): Promise<string>
  /** Who this is; `cookie` is set when the session was renewed. Null when nobody is signed in. */
  read(cookies: string | undefined): Promise<{ person: Person; cookie: string | null } | null>
  /** Ends the session, and gives the cookie that takes it out of the browser. */
  end(cookies: string | undefined): Promise<string>
  /** All that somebody has, the latest seen first; `isHere` is the cookie's. */
  list(personId: string, cookies: string | undefined): SessionsAnswer['sessions']
  /** The session is on this tablet, and ends where that is shut out. */
  standOn(cookies: string | undefined, deviceId: string): void
  /** Ends everybody's on a tablet, but the cookie's: whoever shuts it out has it in hand. */
  endOn(deviceId: string, cookies: string | undefined): void
  /** Ends one of somebody's own. */
  endOne(personId: string, id: string): void
  /** Ends all of somebody's but the cookie's. */
  endOthers(personId: string, cookies: string | undefined): void
}

/**
 * Web sessions: 14 idle days, 90 days at most, stored as the SHA-256 of their id. Lucia, which is no longer looked
 * after, stays behind this file; it leaves out the hashing, the absolute limit and the rotation done here.
 */
export function openSessions(
  store: Pick<Store, 'sessions' | 'rows' | 'accounts' | 'write'>,
  now: () => number,
  random: (size: number) => Uint8Array,
): Sessions {
  const lucia = new Lucia(adapterFor(store, now), {
    sessionExpiresIn: idle,
    sessionCookie: { name, attributes: { secure: true, sameSite: 'lax', path: '/' } },
  })

  async function end(cookies: string | undefined): Promise<string> {
    const id = sessionIdIn(cookies)
    if (id !== null) await lucia.invalidateSession(id)
    return lucia.createBlankSessionCookie().serialize()
  }

  function see(idHash: string, personId: string) {
    const at = now()
    if (at - (store.sessions.get(idHash)?.seenAt ?? 0) < noticed) return
    store.write(() => {
      store.sessions.see(idHash, at)
      store.accounts.see(personId, at)
    })
  }

  return {
    end,
    list: (personId, cookies) =>
      store.sessions
        .of(personId)
        .filter(({ expiresAt }) => expiresAt > now())
        .sort((a, b) => b.seenAt - a.seenAt)
        .map(({ idHash, createdAt, seenAt, place }) => ({
          ...{ id: nameOf(idHash), startedAt: createdAt, seenAt: Math.max(seenAt, createdAt), where: place },
          isHere: idHash === hashIn(cookies),
        })),
    standOn: (cookies, deviceId) => store.sessions.setDevice(hashIn(cookies), deviceId),
    endOn: (deviceId, cookies) => store.sessions.endOn(deviceId, hashIn(cookies)),
    endOne(personId, id) {
      const found = store.sessions.of(personId).find(({ idHash }) => nameOf(idHash) === id)
      if (found) store.sessions.end(found.idHash)
    },
    endOthers: (personId, cookies) => store.sessions.endOthers(personId, hashIn(cookies)),
    async start(personId, cookies, agent) {
      await end(cookies)
      store.sessions.endExpired(now())
      const sessionId = Buffer.from(random(32)).toString('base64url')
      await lucia.createSession(personId, {}, { sessionId })
      store.sessions.setPlace(hashOf(sessionId), browserIn(agent ?? ''))
      store.accounts.see(personId, now())
      return lucia.createSessionCookie(sessionId).serialize()
    },
    async read(cookies) {
      const id = sessionIdIn(cookies)
      if (id === null) return null
      const { session } = await lucia.validateSession(id)
      const person = session ? store.rows.one('person', session.userId) : undefined
      if (!session || !person) return null
      see(hashOf(id), person.id)
      return { person, cookie: session.fresh ? lucia.createSessionCookie(id).serialize() : null }
    },
  }
}

/** Lucia's own reader throws at a "%" that stands alone, which anyone can send. */
function sessionIdIn(cookies: string | undefined): string | null {
  return /(?:^|;\s*)__Host-awning=([\w-]{43})(?:;|$)/.exec(cookies ?? '')?.[1] ?? null
}

function hashIn(cookies: string | undefined): string {
  const id = sessionIdIn(cookies)
  return id === null ? '' : hashOf(id)
}

/** What a session is called towards its own person. */
function nameOf(idHash: string): string {
  return idHash.slice(0, 16)
}

/** Lucia reads the machine's clock; the dates it sees are shifted by as much as ours differs from it. */
function adapterFor({ sessions, rows }: Pick<Store, 'sessions' | 'rows'>, now: () => number): Adapter {
  const shift = () => Date.now() - now()
  const shown = ({
    idHash,
    personId,
    expiresAt,
  }: {
    idHash: string
    personId: string
    expiresAt: number
  }) => ({
    id: idHash,
    userId: personId,
    expiresAt: new Date(expiresAt + shift()),
    attributes: {},
  })
  return {
    async getSessionAndUser(id) {
      const found = sessions.get(hashOf(id))
      if (!found) return [null, null]
      const isActive = rows.one('person', found.personId)?.active === true
      return [{ ...shown(found), id }, isActive ? { id: found.personId, attributes: {} } : null]
    },
    async getUserSessions(personId) {
      return sessions.of(personId).map(shown)
    },
    async setSession({ id, userId, expiresAt }) {
      const ends = expiresAt.getTime() - shift()
      sessions.add({ idHash: hashOf(id), personId: userId, createdAt: now(), expiresAt: ends })
    },
    async updateSessionExpiration(id, expiresAt) {
      renew(sessions, hashOf(id), expiresAt.getTime() - shift())
    },
    async deleteSession(id) {
      sessions.end(hashOf(id))
    },
    async deleteUserSessions(personId) {
      sessions.endAll(personId)
    },
    async deleteExpiredSessions() {
      sessions.endExpired(now())
    },
  }
}

function renew(sessions: SessionStore, idHash: string, wanted: number): void {
  const found = sessions.get(idHash)
  if (!found) return
  const expiresAt = Math.min(wanted, found.createdAt + absolute)
  if (expiresAt > found.expiresAt) sessions.renew(idHash, expiresAt)
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
