import type { Cursor } from '#shared/protocol.ts'
import type { Outside } from '../../../data/outside.ts'
import { openTill, type Till } from '../../../data/till.ts'
import { keysAtOnce } from './keys.ts'
import { openLine } from './line.ts'
import type { Clock, Person, Tablet, World } from './cast.ts'
import { password } from './people.ts'
import { openStorage } from './storage.ts'

export async function enrolTablet(world: World, index: number): Promise<Tablet> {
  const chance = world.chance('tablet', index, world.enrolled)
  const name = `awning-${world.seed}-${index}-${world.enrolled++}`
  const storage = openStorage(name)
  let before: Cursor | null = null
  storage.onCursor((cursor) => {
    if (isBehind(world, cursor, before))
      world.say(
        7,
        'the cursor never goes back',
        `tablet ${index} was at ${before?.rev ?? 0} and is at ${cursor.rev}`,
      )
    before = cursor
  })
  const line = openLine(world.server, world.watch, world.now)
  const clock: Clock = { skew: 0, turned: 0, drift: 0, since: world.now(), zone: 'Europe/London' }
  const now = () => Math.round(world.now() + clock.skew + clock.drift * (world.now() - clock.since))
  const outside: Outside = {
    fetch: line.fetch,
    now,
    steady: { id: name, now: () => now() - clock.turned },
    newId: () => chance.id(now()),
    zone: () => clock.zone,
    subtle: keysAtOnce,
    ...storage.memory,
    wait: world.wait,
    random: chance.roll,
    bytes: (size) => Uint8Array.from({ length: size }, () => Math.floor(chance.roll() * 256)),
  }
  const till = await openTill(name, outside)
  const locationId = world.locations[index % 2] ?? ''
  const person = world.people[0]
  if (!person) throw new Error('nobody works here')
  const tablet: Tablet = {
    index,
    chance,
    line,
    storage,
    outside,
    till,
    device: '',
    identities: [],
    locationId,
    person,
    clock,
    away: 0,
  }
  await mustSeat(tablet, person, () => till.enrol({ name: `Tablet ${index}`, locationId }))
  tablet.device = (await till.device())?.id ?? ''
  tablet.identities = [{ device: tablet.device, shift: 0 }]
  const isIn = ({ id }: Person) => world.server.store().rows.one('person', id)?.active === true
  const workers = world.people.filter((one) => one.role !== 'admin' && isIn(one))
  await mustSeat(tablet, workers[index % workers.length] ?? person, () => till.takeOver())
  const result = await till.sync()
  if (!result.ok) throw new Error(`a new tablet could not sync: ${result.code}`)
  return tablet
}

/** Inside one history: a cursor that the server knows is one of it. */
function isBehind({ server }: World, cursor: Cursor, before: Cursor | null): boolean {
  if (!before || cursor.rev >= before.rev) return false
  const { epoch, revisions } = server.store()
  return before.epoch === epoch && revisions.tagOf(before.rev) === before.tag
}

/** Signs in and takes the till over; false where the server or the network does not let that happen. */
export async function seat(tablet: Tablet, person: Person): Promise<boolean> {
  tablet.line.visitor.forgetCookies()
  const signedIn = await tablet.till.api.signIn({ username: person.username, password })
  if (!signedIn.ok) return false
  const taken = await tablet.till.takeOver()
  if (taken.ok) tablet.person = person
  return taken.ok
}

async function mustSeat(tablet: Tablet, person: Person, then: () => Promise<{ ok: boolean }>): Promise<void> {
  const signedIn = await tablet.till.api.signIn({ username: person.username, password })
  if (!signedIn.ok || !(await then()).ok) throw new Error(`${person.username} was not let in`)
  tablet.person = person
}

/** The tab is gone and opened again: what it held in memory is lost, what was stored is not. */
export async function reopen(tablet: Tablet): Promise<void> {
  const { name } = tablet.till.db
  tablet.till.close()
  tablet.storage.revive()
  tablet.till = await openTill(name, tablet.outside)
}

/** Takes note of it where a tablet has come to another identity, under which it goes on with all it has. */
export async function meetAgain(world: World, tablet: Tablet): Promise<void> {
  const device = (await tablet.till.device())?.id
  if (device === undefined || device === tablet.device) return
  const { shift = 0 } = await tablet.till.db.read('shift')
  world.history.move(tablet.device, device)
  world.trace('identity', tablet.index, device)
  tablet.device = device
  tablet.identities.push({ device, shift })
  // An older server would not know it, and somebody would have to enrol it anew.
  world.backups.length = 0
}

/** Where an entry stands in the journals that the server has. */
export function placeOf({ identities }: Tablet, seq: number): string {
  const own = identities.findLast(({ shift }) => shift < seq)
  return `${own?.device ?? ''} ${seq - (own?.shift ?? 0)}`
}

/** Another tab of the same browser. */
export function openTab(tablet: Tablet): Promise<Till> {
  return openTill(tablet.till.db.name, tablet.outside)
}

/** Turns it while the page is closed: the one that is opened then has a steady clock of its own, and knows nothing of it. */
export async function turnClosed(tablet: Tablet, now: number, by: number): Promise<void> {
  const { name } = tablet.till.db
  tablet.till.close()
  turnClock(tablet, now, by, 0)
  const { id, now: steady } = tablet.outside.steady
  tablet.outside = { ...tablet.outside, steady: { id: `${id}+`, now: steady } }
  tablet.till = await openTill(name, tablet.outside)
}

/** Turns the tablet's clock, or lets it run fast or slow, from now on. */
export function turnClock({ clock, outside }: Tablet, now: number, by: number, drift: number): void {
  clock.skew = outside.now() - now + by
  clock.turned += by
  clock.drift = drift
  clock.since = now
}
