import type { Tablet, World } from '../cast.ts'
import { changePerson } from '../people.ts'
import { seat } from '../tablet.ts'
import { sell } from '../trade/sell.ts'
import { doSomething } from '../trade/trade.ts'
import type { Chance } from '../chance.ts'
import { attempt, type Scene } from './scene.ts'

/** Somebody sells out of reach, then something happens to them, and only then the tablet can send. */
function meanwhile(what: (world: World, tablet: Tablet, chance: Chance) => Promise<boolean>): Scene {
  return async (world, tablet, chance) => {
    world.server.start()
    tablet.line.cut()
    await sell(world, tablet, chance)
    await doSomething(world, tablet, chance)
    const hasFired = await what(world, tablet, chance)
    tablet.line.mend()
    await attempt(world, tablet, tablet.till)
    if (!(await tablet.till.person())) await seat(tablet, tablet.person)
    return hasFired
  }
}

const workers = ({ people }: World) => people.filter(({ role }) => role !== 'admin')

export const peopleScenes = {
  'session expired': meanwhile(async ({ server }, { person, line }) => {
    server.store().sessions.endAll(person.id)
    line.mend()
    return true
  }),
  'person disabled': meanwhile(async (world, { person }) => {
    changePerson(world.server, world.now(), person, { active: false })
    return true
  }),
  'person demoted': meanwhile(async (world, tablet, chance) => {
    const { person, till } = tablet
    const [product] = await till.db.product.limit(1).toArray()
    if (product && person.role === 'manager') await doSomething(world, tablet, chance)
    changePerson(world.server, world.now(), person, { role: 'employee' })
    return person.role === 'manager'
  }),
  'signed out': meanwhile(async (_world, { till, line }) => {
    await till.leave()
    line.mend()
    await till.api.signOut()
    return true
  }),
  'person switched': meanwhile(async (world, tablet, chance) => {
    tablet.line.mend()
    const isSeated = await seat(tablet, chance.of(workers(world)))
    await sell(world, tablet, chance)
    return isSeated
  }),
} satisfies Record<string, Scene>
