import type { SetUpRequest } from '#shared/api.ts'
import type { Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { isCommonPassword, type Passwords } from './passwords.ts'

export type SetUp = { ok: true; person: Person } | { ok: false; code: 'already-set-up' | 'common-password' }

interface Outside {
  now: () => number
  newId: () => string
  /** What tablets seal customers' contacts to. */
  contactKey: string
}

export function isSetUp(store: Pick<Store, 'rows'>): boolean {
  return store.rows.one('business', 'business') !== undefined
}

/** Makes the business, its first admin and, unless a sample market follows, a first stall: all of it or nothing. */
export async function setUp(
  store: Store,
  passwords: Passwords,
  { now, newId, contactKey }: Outside,
  { business, admin, sample }: SetUpRequest,
): Promise<SetUp> {
  if (isSetUp(store)) return { ok: false, code: 'already-set-up' }
  if (isCommonPassword(admin.password, admin.username, admin.name, business.name))
    return { ok: false, code: 'common-password' }
  const passwordHash = await passwords.hash(admin.password)
  const at = now()
  const person: Person = { id: newId(), name: admin.name, role: 'admin', active: true }
  return store.write(() => {
    if (isSetUp(store)) return { ok: false, code: 'already-set-up' }
    const rev = store.revisions.head().rev + 1
    store.rows.put('business', { id: 'business', ...business, contactKey }, rev)
    store.rows.put('person', person, rev)
    store.accounts.add({ personId: person.id, username: admin.username, passwordHash })
    if (!sample) {
      const stall = { name: 'Stall', kind: 'stall', prepares: false, active: true } as const
      store.rows.put('location', { id: newId(), ...stall, stamps: {} }, rev)
    }
    store.revisions.add(rev, at)
    return { ok: true, person }
  })
}
