import { enrolTablet, meetAgain, openTab, reopen, turnClock, turnClosed } from '../tablet.ts'
import { sell } from '../trade/sell.ts'
import { doSomething } from '../trade/trade.ts'
import { adopt, attempt, comeBack, type Scene } from './scene.ts'

const aDay = 86_400_000

const crashInTap: Scene = async (world, tablet, chance) => {
  const { storage } = tablet
  storage.arm('crash', chance.between(1, 9))
  await doSomething(world, tablet, chance).catch(() => undefined)
  if (!storage.hasHappened()) await sell(world, tablet, chance).catch(() => undefined)
  const hasFired = storage.hasHappened()
  await comeBack(world, tablet)
  await sell(world, tablet, chance)
  return hasFired
}

const crashInSettle: Scene = async (world, tablet, chance) => {
  const { storage, line } = tablet
  await sell(world, tablet, chance)
  line.once('/api/sync', async (send) => {
    const response = await send()
    storage.arm('crash', chance.between(1, 8))
    return response
  })
  await attempt(world, tablet, tablet.till)
  const hasFired = storage.hasHappened()
  line.clear()
  await comeBack(world, tablet)
  return hasFired
}

const closedMidSync: Scene = async (world, tablet, chance) => {
  await sell(world, tablet, chance)
  tablet.line.once('/api/sync', async (send) => {
    const isBefore = chance.is(0.5)
    if (isBefore) tablet.till.close()
    const response = await send()
    tablet.till.close()
    return response
  })
  await attempt(world, tablet, tablet.till)
  const hasFired = tablet.line.isSpent()
  tablet.line.clear()
  await comeBack(world, tablet)
  return hasFired
}

/** Two tabs sell and sync at once, as when nobody noticed the second one. */
const twoTabs: Scene = async (world, tablet, chance) => {
  const other = await openTab(tablet)
  const both = [tablet.till, other]
  await Promise.all(both.map((till) => sell(world, tablet, chance, till)))
  await Promise.all(
    both.map(async (till) => {
      await sell(world, tablet, chance, till)
      await attempt(world, tablet, till)
    }),
  )
  other.close()
  return true
}

const powerCut: Scene = async (world, tablet, chance) => {
  tablet.storage.flush()
  if (chance.is(0.5)) await attempt(world, tablet, tablet.till)
  await sell(world, tablet, chance)
  tablet.storage.cutPower()
  await comeBack(world, tablet)
  return true
}

const fullInTap: Scene = async (world, tablet, chance) => {
  const { storage } = tablet
  storage.arm('quota', chance.between(1, 9))
  const sold = await sell(world, tablet, chance).catch(() => null)
  storage.disarm()
  // Where it was foreseen it is tried once more, by then with room.
  if (storage.hasHappened() && sold !== null && !storage.all('entries').some(({ id }) => id === sold))
    world.say(1, 'what is called saved is saved', `${sold} was called saved on a full tablet`)
  adopt(world, tablet)
  return storage.hasHappened()
}

const fullInSettle: Scene = async (world, tablet, chance) => {
  const { storage, line } = tablet
  await sell(world, tablet, chance)
  line.once('/api/sync', async (send) => {
    const response = await send()
    storage.arm('quota', chance.between(1, 8))
    return response
  })
  await attempt(world, tablet, tablet.till)
  line.clear()
  storage.disarm()
  return storage.hasHappened()
}

/** The browser throws everything away, after all of it was sent; the tablet is enrolled anew. */
const evicted: Scene = async (world, tablet) => {
  world.server.start()
  if (!(await attempt(world, tablet, tablet.till)).ok) return false
  if ((await tablet.till.db.entries.where('state').equals('waiting').count()) > 0) return false
  tablet.till.close()
  world.tablets[tablet.index] = await enrolTablet(world, tablet.index)
  // What only this tablet could have given back would be lost with an older backup, as it is anywhere.
  world.backups.length = 0
  return true
}

/** Its disk is put back to what it was before the last orders, which were sent: their numbers in the journal are given again. */
const rolledBack: Scene = async (world, tablet, chance) => {
  world.server.start()
  if (!(await attempt(world, tablet, tablet.till)).ok) return false
  const waits = () => tablet.storage.all('entries').some(({ state }) => state === 'waiting')
  const letter = (await tablet.till.device())?.letter
  if (waits() || letter === undefined) return false
  const putBack = tablet.storage.image()
  const sold = [await sell(world, tablet, chance), await sell(world, tablet, chance)]
  if (!(await attempt(world, tablet, tablet.till)).ok || waits()) return false
  tablet.till.close()
  putBack()
  world.doubtful.add(letter)
  world.backups.length = 0
  world.history.move(tablet.device, `${tablet.device} before`, new Set(sold.flatMap((id) => id ?? [])))
  await reopen(tablet)
  await sell(world, tablet, chance)
  await attempt(world, tablet, tablet.till)
  await meetAgain(world, tablet)
  return true
}

/** It stands elsewhere from now on, with other orders to know of; what it has not sent it sold where it was. */
const moved: Scene = async (world, tablet, chance) => {
  world.server.start()
  if (chance.is(0.5)) tablet.line.cut()
  await sell(world, tablet, chance)
  const store = world.server.store()
  const row = store.rows.one('device', tablet.device)
  const locationId = chance.of(world.locations.filter((id) => id !== tablet.locationId))
  if (!row) return false
  store.revise(world.now(), (rev) => store.rows.put('device', { ...row, locationId }, rev))
  tablet.locationId = locationId
  tablet.line.mend()
  await attempt(world, tablet, tablet.till)
  await sell(world, tablet, chance)
  return true
}

function turned(
  by: (chance: { between(least: number, most: number): number }) => [skew: number, drift: number],
): Scene {
  return async (world, tablet, chance) => {
    if (chance.is(0.5)) tablet.line.cut()
    turnClock(tablet, world.now(), ...by(chance))
    await sell(world, tablet, chance)
    await doSomething(world, tablet, chance)
    tablet.line.mend()
    await sell(world, tablet, chance)
    return true
  }
}

/** Out of reach, and the clock is turned while nobody looks: what is sold until the next answer has times that cannot be. */
const turnedClosed: Scene = async (world, tablet, chance) => {
  tablet.line.cut()
  await turnClosed(tablet, world.now(), chance.between(-400, 400) * aDay)
  for (let deed = 0; deed < 4; deed += 1) await doSomething(world, tablet, chance)
  await sell(world, tablet, chance)
  tablet.line.mend()
  if (chance.is(0.5)) await attempt(world, tablet, tablet.till)
  return true
}

const zoneChanged: Scene = async (world, tablet, chance) => {
  tablet.clock.zone = chance.of([
    'Europe/London',
    'Europe/Paris',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Chatham',
  ])
  await sell(world, tablet, chance)
  return true
}

/** Someone puts the clock right by hand when summer time begins or ends, on a device that knew already. */
const summerTime: Scene = async (world, tablet, chance) => {
  turnClock(tablet, world.now(), chance.of([-3_600_000, 3_600_000]), 0)
  await sell(world, tablet, chance)
  return true
}

const away: Scene = async (world, tablet, chance) => {
  const { line } = tablet
  tablet.away = chance.between(1, 3)
  if (chance.is(0.5)) {
    await sell(world, tablet, chance)
    line.once('/api/sync', (send) => send().finally(() => line.cut()))
    await attempt(world, tablet, tablet.till)
    line.clear()
  }
  line.cut()
  await sell(world, tablet, chance)
  return true
}

export const tabletScenes = {
  'tab crash amid a tap': crashInTap,
  'tab crash amid an answer': crashInSettle,
  'tab closed mid-sync': closedMidSync,
  'power cut of a tablet': powerCut,
  'two tabs at once': twoTabs,
  'storage full at a tap': fullInTap,
  'storage full at an answer': fullInSettle,
  'storage evicted': evicted,
  'tablet rolled back': rolledBack,
  'tablet moved to another place': moved,
  'clock jump of 400 days': turned(({ between }) => [between(-400, 400) * aDay, 0]),
  'clock turned while closed': turnedClosed,
  'clock drift': turned(({ between }) => [0, between(-500, 500) / 100_000]),
  'zone change': zoneChanged,
  'summer time by hand': summerTime,
  'out of reach for days': away,
} satisfies Record<string, Scene>
