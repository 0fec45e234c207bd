import type { ResetCode } from '#shared/people.ts'
import type { Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { byHand, type Doer, noteAct } from './acts.ts'
import { hashOfCode, makeCode } from './codes.ts'
import type { Notices } from './notices.ts'
import { isCommonPassword, namesNear, type Passwords } from './passwords.ts'

const anHour = 3_600_000
/** Twelve letters of 31 are 59 bits. */
const groups = 3

interface Outside {
  now: () => number
  random: (size: number) => Uint8Array
}

/** A new code for somebody; it ends those before it. To be called in a transaction. */
export function makeReset(store: Store, { now, random }: Outside, personId: string): ResetCode {
  const code = makeCode(random, groups)
  const until = now() + anHour
  store.resets.forgetBefore(now())
  store.resets.endAll(personId)
  store.resets.add(hashOfCode(code), { personId, until })
  return { code, until }
}

/** A code that somebody asked for at the server's own command line; null where nobody of that name may sign in. */
export function resetByHand(store: Store, outside: Outside, username: string): ResetCode | null {
  return store.write(() => {
    const account = store.accounts.named(username)
    const person = account ? store.rows.one('person', account.personId) : undefined
    if (!person?.active) return null
    noteReset(store, byHand, person, outside.now())
    return makeReset(store, outside, person.id)
  })
}

/** Writes down that somebody was given a code. */
export function noteReset(store: Store, doer: Doer, { id, name }: Person, at: number): void {
  const about = { at, name: 'password.reset', subjectId: id, subject: name }
  noteAct(store, doer, { ...about, before: {}, after: { code: 'made' } })
}

export type Chosen =
  { ok: true; username: string; personId: string } | { ok: false; code: 'reset-over' | 'common-password' }

/** Chooses a new password by a code, which is worth nothing after; everything that was signed in is signed out. */
export async function choosePassword(
  store: Store,
  passwords: Passwords,
  { now }: Pick<Outside, 'now'>,
  { code, password, deviceId }: { code: string; password: string; deviceId: string | null },
): Promise<Chosen> {
  const hash = hashOfCode(code)
  const personId = personOf(store, hash, now())
  const username = personId === null ? '' : (store.accounts.of(personId)?.username ?? '')
  if (personId === null) return { ok: false, code: 'reset-over' }
  const names = namesNear(store, store.rows.one('person', personId))
  if (isCommonPassword(password, username, ...names)) return { ok: false, code: 'common-password' }
  const passwordHash = await passwords.hash(password)
  return store.write((): Chosen => {
    if (personOf(store, hash, now()) === null) return { ok: false, code: 'reset-over' }
    setPassword(store, { actorId: personId, deviceId }, { personId, passwordHash, at: now(), how: 'code' })
    return { ok: true, username, personId }
  })
}

/** Puts another password in place and signs its person out everywhere. To be called in a transaction. */
export function setPassword(
  store: Store,
  doer: Doer,
  { personId, passwordHash, at, how }: { personId: string; passwordHash: string; at: number; how: string },
): void {
  store.accounts.setPassword(personId, passwordHash)
  store.resets.endAll(personId)
  store.sessions.endAll(personId)
  const subject = store.rows.one('person', personId)?.name ?? ''
  const about = { at, name: 'password.change', subjectId: personId, subject }
  noteAct(store, doer, { ...about, before: {}, after: { password: 'changed', how } })
}

function personOf(store: Store, hash: string, now: number): string | null {
  const reset = store.resets.get(hash)
  if (!reset || reset.until <= now) return null
  return store.rows.one('person', reset.personId)?.active === true ? reset.personId : null
}

/** How many mails somebody is sent in a quarter of an hour, whoever asks for them. */
const mostMails = 3
const quarter = 900_000

/**
 * Mails a code to whoever has forgotten a password, by user name or address. What is answered never tells whether there is
 * anyone; that a code takes a moment to be written is for the door to hide.
 */
export function forgotten(
  store: Store,
  { now, random, newId, notices }: Outside & { newId: () => string; notices: Notices },
  who: string,
): void {
  const asked = who.trim().toLowerCase()
  const named = store.accounts.named(asked)
  const at = now()
  store.write(() => {
    for (const { personId, email } of named ? [named] : store.accounts.withEmail(asked)) {
      const person = store.rows.one('person', personId)
      if (!person?.active || email === null) continue
      if (store.tries.add(`reset mail ${personId}`, at, quarter) > mostMails) continue
      const { code } = makeReset(store, { now, random }, personId)
      notices.reset(email, person.name, { id: newId(), code, minutes: anHour / 60_000 }, at)
    }
  })
}
