import type { Decision, RegistrationRequest } from '#shared/people.ts'
import { mayAppoint } from '#shared/role.ts'
import type { Person } from '#shared/rows.ts'
import type { StoredRegistration } from '../store/registrations.ts'
import type { Store } from '../store/store.ts'
import { type Doer, masked, noteAct } from './acts.ts'
import type { Notices } from './notices.ts'
import { isCommonPassword, namesNear, type Passwords } from './passwords.ts'

/** More than a market has people: whoever floods the list keeps nobody else's request from being seen. */
const mostPending = 200
/** So long somebody who was turned down is told so. */
const remembered = 30 * 86_400_000

interface Outside {
  now: () => number
  newId: () => string
  notices: Notices
}

export type Asked = { ok: true } | { ok: false; code: 'common-password' | 'too-many-tries' }

/**
 * Takes a request for access. The answer does not tell whether the user name is somebody's: that is for whoever decides
 * to see, who may give another.
 */
export async function register(
  store: Store,
  passwords: Passwords,
  { now, notices }: Pick<Outside, 'now' | 'notices'>,
  { password, ...asked }: RegistrationRequest,
): Promise<Asked> {
  if (isCommonPassword(password, asked.username, ...namesNear(store, asked)))
    return { ok: false, code: 'common-password' }
  const passwordHash = await passwords.hash(password)
  const at = now()
  return store.write(() => {
    store.registrations.forgetDecided(at - remembered)
    if (store.registrations.get(asked.id)) return { ok: true }
    if (store.registrations.pendingSize() >= mostPending) return { ok: false, code: 'too-many-tries' }
    const locationId = isPlace(store, asked.locationId) ? asked.locationId : null
    store.registrations.add({ ...asked, locationId, passwordHash, askedAt: at, state: 'pending' })
    notices.registration('received', asked, at)
    return { ok: true }
  })
}

export type Decided =
  { ok: true } | { ok: false; code: 'not-found' | 'already-decided' | 'not-permitted' | 'taken-username' }

/** Lets somebody in who asked, as what was decided, or turns them down. */
export function decide(
  store: Store,
  { now, newId, notices }: Outside,
  by: { person: Person; doer: Doer },
  id: string,
  decision: Decision,
): Decided {
  const at = now()
  return store.write((): Decided => {
    const asked = store.registrations.get(id)
    if (!asked) return { ok: false, code: 'not-found' }
    if (asked.state !== 'pending') return { ok: false, code: 'already-decided' }
    if (decision.decision === 'reject') {
      if (!mayAppoint(by.person.role, asked.role)) return { ok: false, code: 'not-permitted' }
      store.registrations.decide(id, 'rejected', at)
      note(store, by.doer, asked, at, { state: 'rejected', reason: decision.reason })
      notices.registration('rejected', asked, at, decision.reason)
      return { ok: true }
    }
    const { username, role } = decision
    if (!mayAppoint(by.person.role, role)) return { ok: false, code: 'not-permitted' }
    if (store.accounts.named(username)) return { ok: false, code: 'taken-username' }
    const person: Person = { id: newId(), name: asked.name, role, active: true }
    const locationId = isPlace(store, decision.locationId) ? decision.locationId : null
    const rev = store.revisions.head().rev + 1
    store.rows.put('person', person, rev)
    store.revisions.add(rev, at)
    const { passwordHash, email } = asked
    store.accounts.add({ personId: person.id, username, passwordHash, email, locationId })
    store.registrations.decide(id, 'approved', at)
    note(store, by.doer, asked, at, { state: 'approved', username, role })
    notices.registration('approved', asked, at)
    return { ok: true }
  })
}

function note(
  store: Store,
  doer: Doer,
  asked: StoredRegistration,
  at: number,
  after: Record<string, unknown>,
) {
  const { id, username, role, email } = asked
  const before = { state: 'pending', username, role }
  noteAct(store, doer, {
    at,
    name: 'registration.decide',
    subjectId: id,
    subject: asked.name,
    before,
    after: { ...before, email: masked(email), ...after },
  })
}

function isPlace({ rows }: Pick<Store, 'rows'>, id: string | null): boolean {
  return id !== null && rows.one('location', id)?.active === true
}
