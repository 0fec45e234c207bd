import * as v from 'valibot'
import { type Courier, startCourier } from '../../../data/courier.ts'
import type { Till } from '../../../data/till.ts'
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
  const talks = tablets.map((): Talks => ({ underWay: 0, ended: 0 }))
  const couriers = tablets.map((tablet, index) =>
    startCourier(heard(world, tablet, talks[index]), tablet.outside),
  )
  do await untilAllRest(talks)
  while (!areWhole(world, tablets, couriers) && world.wakeNext(until))
  for (const courier of couriers) courier.stop()
  while (world.sleepers() > 0) await turn()
  await turn()
  world.pass(Math.max(0, until - world.now()))
}

/** How many conversations of a tablet are under way, and how many are over. */
interface Talks {
  underWay: number
  ended: number
}

/** Nothing is wrong any more: a conversation may be asked to come again, and never ends in a surprise. */
function heard(world: World, { till, device }: Tablet, talks: Talks = { underWay: 0, ended: 0 }): Till {
  return {
    ...till,
    async sync() {
      talks.underWay += 1
      try {
        return await till.sync()
      } catch (error) {
        world.say(10, 'a conversation comes to its end', `${device} was surprised by ${String(error)}`)
        throw error
      } finally {
        talks.underWay -= 1
        talks.ended += 1
      }
    },
  }
}

/** Whoever has been woken begins to talk within this many turns. */
const aWhile = 100

/** A sleeper alone says nothing: a courier that waits for its stream may be in the middle of a conversation. */
async function untilAllRest(talks: readonly Talks[]): Promise<void> {
  let quiet = 0
  for (let turns = 0; quiet < aWhile; turns += 1) {
    if (turns > 200_000) throw new Error('a courier neither works nor sleeps')
    await turn()
    quiet = talks.every(({ underWay, ended }) => underWay === 0 && ended > 0) ? quiet + 1 : 0
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
