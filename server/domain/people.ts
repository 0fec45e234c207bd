import type { MemberChange, NewMember, PeopleAnswer, ResetCode } from '#shared/people.ts'
import { mayAppoint } from '#shared/role.ts'
import type { Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { type Doer, masked, noteAct } from './acts.ts'
import type { Passwords } from './passwords.ts'
import { makeReset, noteReset } from './resets.ts'

/** Everyone, and who waits to be let in; of these only those whom this person may let in. */
export function listPeople(store: Store, by: Pick<Person, 'role'>): PeopleAnswer {
  const accounts = new Map(store.accounts.all().map((account) => [account.personId, account]))
  const people = store.rows.all('person').map(({ id, name, role, active }) => {
    const { username = '', email = null, locationId = null, seenAt = null } = accounts.get(id) ?? {}
    return { id, name, username, email, role, locationId, active, seenAt }
  })
  const registrations = store.registrations
    .pending()
    .filter(({ role }) => mayAppoint(by.role, role))
    .map(({ id, name, username, email, role, locationId, askedAt }) => {
      const isTaken = store.accounts.named(username) !== null
      return { id, name, username, email, role, locationId, askedAt, isTaken }
    })
  return { people, registrations }
}

/** Where people who ask for access may say they will work: the stalls that are in use. */
export function stallsOf({ rows }: Pick<Store, 'rows'>): { id: string; name: string }[] {
  return rows
    .all('location')
    .filter(({ active, kind }) => active && kind === 'stall')
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

interface Outside {
  now: () => number
  random: (size: number) => Uint8Array
}

/** Who decides, and how it is written down. */
export interface Boss {
  person: Pick<Person, 'role'>
  doer: Doer
}

export type Changed = { ok: true } | { ok: false; code: 'not-found' | 'not-permitted' | 'last-admin' }

/** Changes what is named of somebody. Who is disabled is signed out everywhere, and whatever they were granted counts no more. */
export function changePerson(
  store: Store,
  { now }: Pick<Outside, 'now'>,
  by: Boss,
  id: string,
  { email, locationId, ...change }: MemberChange,
): Changed {
  const at = now()
  return store.write((): Changed => {
    const [person, account] = [store.rows.one('person', id), store.accounts.of(id)]
    if (!person || !account) return { ok: false, code: 'not-found' }
    const next: Person = { ...person, ...change }
    if (![person.role, next.role].every((role) => mayAppoint(by.person.role, role)))
      return { ok: false, code: 'not-permitted' }
    const stays = next.active && next.role === 'admin'
    if (!stays && isLastAdmin(store, person)) return { ok: false, code: 'last-admin' }
    const known = { email: account.email, locationId: account.locationId }
    const about = {
      email: email === undefined ? known.email : email,
      locationId: locationId === undefined ? known.locationId : locationId,
    }
    const rev = store.revisions.head().rev + 1
    store.rows.put('person', next, rev)
    store.revisions.add(rev, at)
    store.accounts.describe(id, about)
    if (!next.active) {
      store.sessions.endAll(id)
      store.resets.endAll(id)
    }
    noteAct(store, by.doer, {
      ...{ at, name: 'person.change', subjectId: id, subject: person.name },
      before: told(store, person, known),
      after: told(store, next, about),
    })
    return { ok: true }
  })
}

export type Added = { ok: true; reset: ResetCode } | { ok: false; code: 'not-permitted' | 'taken-username' }

/** Lets somebody in who did not ask; by the code they choose a password, which nobody else ever knows. */
export async function addMember(
  store: Store,
  passwords: Passwords,
  outside: Outside,
  by: Boss,
  { id, name, username, email, role, locationId }: NewMember,
): Promise<Added> {
  if (!mayAppoint(by.person.role, role)) return { ok: false, code: 'not-permitted' }
  const nobodys = Buffer.from(outside.random(32)).toString('base64url')
  const passwordHash = await passwords.hash(nobodys)
  const at = outside.now()
  return store.write((): Added => {
    const holder = store.accounts.named(username)
    if (holder && holder.personId !== id) return { ok: false, code: 'taken-username' }
    const known = store.rows.one('person', id)
    // An answer that was lost is asked for again; whoever is there already keeps the role they have.
    if (known && !mayAppoint(by.person.role, known.role)) return { ok: false, code: 'not-permitted' }
    if (!holder) {
      if (known) return { ok: false, code: 'taken-username' }
      const person: Person = { id, name, role, active: true }
      const rev = store.revisions.head().rev + 1
      store.rows.put('person', person, rev)
      store.revisions.add(rev, at)
      store.accounts.add({ personId: id, username, passwordHash, email, locationId })
      const after = { username, ...told(store, person, { email, locationId }) }
      noteAct(store, by.doer, { at, name: 'person.add', subjectId: id, subject: name, before: {}, after })
    }
    return { ok: true, reset: makeReset(store, outside, id) }
  })
}

export type ResetMade = { ok: true; reset: ResetCode } | { ok: false; code: 'not-found' | 'not-permitted' }

/** A code by which somebody chooses another password. What they have now goes on until they do. */
export function resetFor(store: Store, outside: Outside, by: Boss, id: string): ResetMade {
  return store.write((): ResetMade => {
    const person = store.rows.one('person', id)
    if (!person?.active || !store.accounts.of(id)) return { ok: false, code: 'not-found' }
    if (!mayAppoint(by.person.role, person.role)) return { ok: false, code: 'not-permitted' }
    noteReset(store, by.doer, person, outside.now())
    return { ok: true, reset: makeReset(store, outside, id) }
  })
}

function isLastAdmin({ rows }: Pick<Store, 'rows'>, { id, role, active }: Person): boolean {
  const isAdmin = role === 'admin' && active
  return isAdmin && !rows.all('person').some((one) => one.id !== id && one.role === 'admin' && one.active)
}

/** What is written down of somebody. */
function told(
  { rows }: Pick<Store, 'rows'>,
  { name, role, active }: Person,
  { email, locationId }: { email: string | null; locationId: string | null },
): Record<string, unknown> {
  const place = locationId === null ? '' : (rows.one('location', locationId)?.name ?? '')
  return { name, role, active, email: masked(email), place }
}
