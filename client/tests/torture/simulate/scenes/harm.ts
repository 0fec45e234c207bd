import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { echo } from '../../../../data/echo.ts'
import type { Tablet, World } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { turnClock } from '../tablet.ts'
import { sell } from '../trade/sell.ts'
import { doSomething } from '../trade/trade.ts'
import { attempt, comeBack, type Scene } from './scene.ts'
import { serverScenes } from './server.ts'

/* What storage does to what lies in it. */

const aDay = 86_400_000

/** A row that nothing pending stands on is gone, or one of its numbers is another. Nobody is told. */
function harm(world: World, tablet: Tablet, chance: Chance, kind: 'lost' | 'flipped'): boolean {
  const { storage } = tablet
  const touched = new Set(storage.all('base').map(({ key }) => key))
  const table = chance.of(tables.filter((one) => storage.all(one).length > 0))
  const rows: Row[] = storage.all(table)
  const { id } = chance.of(rows)
  if (touched.has(`${table} ${id}`)) return false
  if (!storage.spoil(table, id, kind === 'lost' ? null : chance.roll)) return false
  const isSame = (one: World['harmed'][number]) =>
    one.tablet === tablet && one.table === table && one.id === id
  world.harmed = world.harmed.filter((one) => !isSame(one))
  world.harmed.push({ tablet, table, id, at: world.now() })
  world.trace('harm', tablet.index, table, id, kind)
  return true
}

function harmed(kind: 'lost' | 'flipped'): Scene {
  return async (world, tablet, chance) => {
    if (chance.is(0.5)) await attempt(world, tablet, tablet.till)
    const hasFired = harm(world, tablet, chance, kind)
    await sell(world, tablet, chance)
    return hasFired
  }
}

/** The power fails, and the beginning of one of the last transactions is gone, as on Chromium's LevelDB. */
const torn: Scene = async (world, tablet, chance) => {
  const { storage, till } = tablet
  storage.flush()
  const known = storage.transactions()
  await sell(world, tablet, chance)
  await echo(till.db)
  if (chance.is(0.6)) await attempt(world, tablet, till)
  await doSomething(world, tablet, chance)
  await echo(till.db)
  if (chance.is(0.4)) await attempt(world, tablet, till)
  const before = chance.between(0, storage.transactions() - known - 1)
  const lost = storage.tear(before, chance.between(1, storage.changesOf(before)))
  storage.cutPower()
  await comeBack(world, tablet)
  if (chance.is(0.5)) await sell(world, tablet, chance)
  world.trace('torn', before, lost)
  return lost > 0
}

/** Out of reach, its clock off by days, a row lost; and when it is back the server is an older one. */
const allAtOnce: Scene = async (world, tablet, chance) => {
  tablet.line.cut()
  turnClock(tablet, world.now(), chance.between(-40, 40) * aDay, 0)
  await sell(world, tablet, chance)
  const isHarmed = harm(world, tablet, chance, chance.of(['lost', 'flipped'] as const))
  await doSomething(world, tablet, chance)
  tablet.line.mend()
  const isRestored = await serverScenes['server restored from a backup'](world, tablet, chance)
  await sell(world, tablet, chance)
  return isHarmed && isRestored
}

export const harmScenes = {
  'row lost': harmed('lost'),
  'row flipped': harmed('flipped'),
  'transaction torn by a power cut': torn,
  'server restored, clock turned, row damaged': allAtOnce,
} satisfies Record<string, Scene>
