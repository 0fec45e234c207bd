import * as v from 'valibot'
import { type Courier, startCourier } from '../../../data/courier.ts'
import type { Tablet, World } from './cast.ts'
import { changePerson } from './people.ts'
import { seat } from './tablet.ts'

const aMinute = 60_000
const Reached = v.object({ rev: v.number() })

/** Gives everything back that was taken: machine, network, people. Those who are out of reach stay so. */
export async function heal(world: World): Promise<Tablet[]> {
  const { server, people, now } = world
  server.start()
  for (const person of people) {
    const row = server.store().rows.one('person', person.id)
    if (row && (row.role !== person.role || !row.active))
      changePerson(server, now(), person, { role: person.role, active: true })
  }
  for (const late of world.late.filter(({ at }) => at <= now())) await late.arrive()
  world.late = world.late.filter(({ at }) => at > now())
  const here = world.tablets.filter(({ away }) => away === 0)
  for (const tablet of here) {
    tablet.line.mend()
    if (!(await tablet.till.person())) await seat(tablet, tablet.person)
  }
  return here
}

/** The network is there for a minute, and nobody lifts a hand. */
export async function aMinuteWith(world: World, tablets: readonly Tablet[]): Promise<void> {
  const until = world.now() + aMinute
  const couriers = tablets.map(({ till, outside }) => startCourier(till, outside))
  do await untilAllSleep(world, couriers.length)
  while (!areWhole(world, tablets, couriers) && world.wakeNext(until))
  for (const courier of couriers) courier.stop()
  while (world.sleepers() > 0) await turn()
  await turn()
  world.pass(Math.max(0, until - world.now()))
}

async function untilAllSleep(world: World, size: number): Promise<void> {
  for (let turns = 0; world.sleepers() < size; turns += 1) {
    if (turns > 200_000) throw new Error('a courier neither works nor sleeps')
    await turn()
  }
}

function areWhole({ server }: World, tablets: readonly Tablet[], couriers: readonly Courier[]): boolean {
  if (couriers.some((courier) => courier.status().reach !== 'online')) return false
  const head = server.store().revisions.head().rev
  return tablets.every(({ storage }) => {
    const cursor = storage.all('meta').find(({ key }) => key === 'cursor')?.value
    return v.is(Reached, cursor) && cursor.rev === head
  })
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
