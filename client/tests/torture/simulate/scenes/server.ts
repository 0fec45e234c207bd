import type { Tablet, World } from '../cast.ts'
import type { Crash, Trouble } from '../server.ts'
import { sell } from '../trade/sell.ts'
import { doSomething } from '../trade/trade.ts'
import { attempt, type Scene } from './scene.ts'

function crash(kind: Crash): Scene {
  return async (world, tablet, chance) => {
    const { server } = world
    server.start()
    await attempt(world, tablet, tablet.till)
    await sell(world, tablet, chance)
    server.arm(kind)
    await attempt(world, tablet, tablet.till)
    return cameDown(world, tablet, chance.is(0.6))
  }
}

/** Two tablets are in one group, and the machine dies between their commands. */
const crashMidGroup: Scene = async (world, tablet, chance) => {
  const { server } = world
  server.start()
  const other = world.tablets.find((one) => one !== tablet && one.away === 0) ?? tablet
  for (const one of [tablet, other]) {
    await attempt(world, one, one.till)
    await sell(world, one, chance)
    await doSomething(world, one, chance)
  }
  server.arm('mid-group', 2)
  await Promise.all([tablet, other].map((one) => attempt(world, one, one.till)))
  return cameDown(world, tablet, chance.is(0.6))
}

async function cameDown({ server }: World, _tablet: Tablet, isSoonBack: boolean): Promise<boolean> {
  const hasFired = !server.isUp()
  server.disarm()
  if (isSoonBack) server.start()
  return hasFired
}

const restarted: Scene = async (world, tablet, chance) => {
  world.server.start()
  await sell(world, tablet, chance)
  world.server.restart()
  await attempt(world, tablet, tablet.till)
  return true
}

/** Big enough an order that a full disk has no room for it. */
function troubled(kind: Trouble): Scene {
  return async (world, tablet, chance) => {
    const { server } = world
    server.start()
    await attempt(world, tablet, tablet.till)
    await sell(world, tablet, chance, tablet.till, kind === 'full' ? 40 : 2)
    const before = countsOf(world)
    const end = server.trouble(kind)
    const result = await attempt(world, tablet, tablet.till)
    end()
    const hasFired = !result.ok
    if (hasFired && countsOf(world) !== before)
      world.say(
        9,
        'nothing changes while the database fails',
        `it went from ${before} to ${countsOf(world)} while the disk was ${kind}`,
      )
    if (chance.is(0.5)) await attempt(world, tablet, tablet.till)
    return hasFired
  }
}

function countsOf({ server }: World): string {
  const { database, revisions } = server.store()
  const { size } = database.prepare<[], { size: number }>('SELECT count(*) AS size FROM command').get() ?? {
    size: 0,
  }
  return `revision ${revisions.head().rev}, ${size} commands`
}

/** An older backup is put in the server's place; `isNew` says that it has become another database. */
function putBack(isNew: boolean): Scene {
  return async (world, tablet, chance) => {
    if (world.backups.length === 0) return false
    await sell(world, tablet, chance)
    const backup = isNew ? world.backups[0] : chance.of(world.backups)
    if (!backup) return false
    putBackTo(world, backup, isNew)
    await attempt(world, tablet, tablet.till)
    return true
  }
}

/** What was said since the backup was never said; who was moved since stands where it stood, until it is moved again. */
function putBackTo(world: World, backup: Buffer, isNew: boolean): void {
  const { server, tablets, watch } = world
  server.restore(backup, isNew)
  watch.forget()
  const { database, rows } = server.store()
  const held = database.prepare<[], { place: string }>(`SELECT device || ' ' || seq AS place FROM command`)
  world.restores += 1
  world.restored = { at: world.now(), held: new Set(held.all().map(({ place }) => place)) }
  for (const tablet of tablets)
    tablet.locationId = rows.one('device', tablet.device)?.locationId ?? tablet.locationId
}

/** Minutes are lost; others send first, and someone who had seen what was lost sends nothing. */
const minutesLost: Scene = async (world, tablet, chance) => {
  const [other, reader] = chance.shuffled(world.tablets.filter((one) => one !== tablet && one.away === 0))
  if (!other || !reader) return false
  world.server.start()
  for (const one of [tablet, other, reader]) await attempt(world, one, one.till)
  const backup = world.server.backup()
  await sell(world, tablet, chance)
  for (const one of [tablet, reader]) await attempt(world, one, one.till)
  putBackTo(world, backup, false)
  await sell(world, other, chance)
  for (const one of [other, reader, tablet]) await attempt(world, one, one.till)
  return true
}

export const serverScenes = {
  'server crash before commit': crash('before-commit'),
  'server crash after commit': crash('after-commit'),
  'server crash amid a group': crashMidGroup,
  'server restart': restarted,
  'disk full': troubled('full'),
  'database busy': troubled('busy'),
  'database read-only': troubled('read-only'),
  'server restored from a backup': putBack(false),
  'server restored to minutes ago': minutesLost,
  'server re-created from an older one': putBack(true),
} satisfies Record<string, Scene>
