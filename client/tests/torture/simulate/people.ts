import type { Role } from '#shared/role.ts'
import type { Chance } from './chance.ts'
import type { Person } from './cast.ts'
import { cheapHash, type Server } from './server.ts'

export const password = 'a stall in the rain'

const crew: [name: string, role: Role][] = [
  ['Ada', 'admin'],
  ['Kit', 'manager'],
  ['Mia', 'employee'],
  ['Ben', 'manager'],
  ['Cleo', 'employee'],
  ['Dan', 'employee'],
]

/** The business, its people and its places, as set-up would have made them. */
export function setUpMarket(
  server: Server,
  chance: Chance,
  now: number,
): { people: Person[]; locations: string[] } {
  const store = server.store()
  const passwordHash = cheapHash(password, chance.bytes(16))
  const people = crew.map(([name, role]) => ({ id: chance.id(now), username: name.toLowerCase(), role }))
  const locations = [chance.id(now), chance.id(now), chance.id(now)]
  store.revise(now, (rev) => {
    const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
    store.rows.put('business', { id: 'business', ...business }, rev)
    crew.forEach(([name, role], index) => {
      const { id, username } = people[index] ?? { id: '', username: '' }
      store.rows.put('person', { id, name, role, active: true }, rev)
      store.accounts.add({ personId: id, username, passwordHash })
    })
    locations.forEach((id, index) => {
      const place = { name: `Place ${index + 1}`, kind: 'stall', prepares: index > 0, active: true } as const
      store.rows.put('location', { id, ...place, stamps: {} }, rev)
    })
  })
  return { people, locations }
}

/** Makes somebody another role, or sends them away, as an admin does in the back office. */
export function changePerson(
  server: Server,
  now: number,
  { id }: Person,
  change: { role?: Role; active?: boolean },
): void {
  const store = server.store()
  const row = store.rows.one('person', id)
  if (row) store.revise(now, (rev) => store.rows.put('person', { ...row, ...change }, rev))
}
