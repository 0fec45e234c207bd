import { Username } from '#shared/api.ts'
import type { MeAnswer, SignInRequest } from '#shared/api.ts'
import type { Location, Person } from '#shared/rows.ts'
import * as v from 'valibot'
import type { Store } from '../store/store.ts'
import { byHand, noteAct } from './acts.ts'
import type { Limits } from './limits.ts'
import { isCommonPassword, namesNear, type Passwords } from './passwords.ts'

export type SignIn =
  | { ok: true; person: Person }
  | { ok: false; code: 'sign-in-failed' | 'too-many-tries' | 'still-pending' | 'access-refused' }

/**
 * Checks a name and a password: the same answer and the same work whether or not there is anyone of that name. Who asked
 * for access is told how that stands only with the right password.
 */
export async function signIn(
  store: Store,
  passwords: Passwords,
  limits: Limits,
  request: SignInRequest,
  address: string,
): Promise<SignIn> {
  const username = request.username.trim().toLowerCase()
  if (!limits.take(username, address)) return { ok: false, code: 'too-many-tries' }
  const account = store.accounts.named(username)
  const asked = account ? null : store.registrations.latest(username)
  const hash = account?.passwordHash ?? asked?.passwordHash ?? null
  const isRight = await passwords.isRight(request.password, hash)
  const person = account ? store.rows.one('person', account.personId) : undefined
  if (isRight && asked) {
    limits.succeed(username, address)
    return { ok: false, code: asked.state === 'pending' ? 'still-pending' : 'access-refused' }
  }
  if (!isRight || !person?.active) return { ok: false, code: 'sign-in-failed' }
  limits.succeed(username, address)
  return { ok: true, person }
}

/** Tablets mostly stand at stalls, so these are offered first. */
const kinds: readonly Location['kind'][] = ['stall', 'van', 'store']

/** Who is signed in, and what they have to choose from. Null before the business is set up. */
export function describe(store: Store, person: Person): MeAnswer | null {
  const business = store.rows.one('business', 'business')
  if (!business) return null
  const locations = store.rows
    .all('location')
    .filter(({ active }) => active)
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
  return { person, business, locations: locations.map(({ id, name }) => ({ id, name })) }
}

export interface NewAccount {
  name: string
  username: string
  role: Person['role']
  password: string
}

export type Refused = {
  ok: false
  code: 'bad-username' | 'taken-username' | 'short-password' | 'common-password'
}

/** Makes a person and their account on a server that belongs to a business already. */
export async function addPerson(
  store: Store,
  passwords: Passwords,
  { now, newId }: { now: () => number; newId: () => string },
  { name, username, role, password }: NewAccount,
): Promise<{ ok: true; person: Person } | Refused> {
  if (!v.is(Username, username)) return { ok: false, code: 'bad-username' }
  if (password.length < 8) return { ok: false, code: 'short-password' }
  if (isCommonPassword(password, username, ...namesNear(store, { name })))
    return { ok: false, code: 'common-password' }
  const passwordHash = await passwords.hash(password)
  const person: Person = { id: newId(), name, role, active: true }
  return store.write(() => {
    if (store.accounts.named(username)) return { ok: false, code: 'taken-username' }
    const rev = store.revisions.head().rev + 1
    store.rows.put('person', person, rev)
    store.accounts.add({ personId: person.id, username, passwordHash })
    noteAct(store, byHand, {
      ...{ at: now(), name: 'person.add', subjectId: person.id, subject: name },
      before: {},
      after: { name, username, role, active: true },
    })
    store.revisions.add(rev, now())
    return { ok: true, person }
  })
}
