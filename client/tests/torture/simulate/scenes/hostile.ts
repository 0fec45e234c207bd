import { readGrant } from '#shared/api.ts'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import { sealOf } from '#shared/seal.ts'
import type { Entry } from '../../../../data/db.ts'
import { answers } from '../../../network.ts'
import { sell } from '../trade/sell.ts'
import type { Tablet, World } from '../cast.ts'
import { attempt, type Scene } from './scene.ts'

/** Something in the storage of a tablet is not as the tablet wrote it, and other orders stand before and behind. */
function spoiled(spoil: (entry: Entry) => object): Scene {
  return async (world, tablet, chance) => {
    tablet.line.cut()
    await sell(world, tablet, chance)
    const id = await sell(world, tablet, chance)
    await sell(world, tablet, chance)
    tablet.line.mend()
    const entry = id === null ? undefined : await tablet.till.db.entries.get({ id })
    if (!entry) return false
    world.history.excuse(entry.id)
    await tablet.till.db.table('entries').put({ ...entry, command: spoil(entry) })
    await attempt(world, tablet, tablet.till)
    return true
  }
}

/** What the tablet's owner does to an order in a colleague's name: the chain is made whole again, and the seal is their own. */
function forged(
  inTheName: (world: World, tablet: Tablet, command: Envelope) => Promise<Partial<Envelope> | null>,
): Scene {
  return async (world, tablet, chance) => {
    const { db } = tablet.till
    tablet.line.cut()
    const id = await sell(world, tablet, chance)
    const entry = id === null ? undefined : await db.entries.get({ id })
    const { head, sealKey } = await db.read('head', 'sealKey')
    const change = entry && (await inTheName(world, tablet, entry.command))
    if (!entry || !head || !sealKey || !change) {
      tablet.line.mend()
      return false
    }
    world.history.excuse(entry.id)
    const previous = (await db.entries.get(entry.seq - 1))?.command.hash ?? chainStart
    const unsealed = { ...entry.command, ...change }
    const command = { ...unsealed, hash: hashOf(unsealed, previous) }
    await db.entries.put({ ...entry, command: { ...command, seal: sealOf(sealKey, command) } })
    await db.keep({ head: { ...head, hash: command.hash } })
    await sell(world, tablet, chance)
    tablet.line.mend()
    await attempt(world, tablet, tablet.till)
    return true
  }
}

const byName = forged(async ({ people }, _tablet, { actor }) => ({
  actor: people.find(({ id }) => id !== actor)?.id ?? '',
}))

/** Grants of everyone who has been on a tablet lie there; only what they seal with does not. */
const byGrant = forged(async (_world, { till }, { actor, grant }) => {
  const grants = (await till.db.grants.toArray()).map(({ token }) => readGrant(token)?.grant)
  const device = grants.find((one) => one?.id === grant)?.device
  const theirs = grants.find((one) => one?.device === device && one?.person !== actor)
  return theirs ? { actor: theirs.person, grant: theirs.id } : null
})

/** An order stands in the journal a second time, as the next command of a chain that is whole. */
const copied: Scene = async (world, tablet, chance) => {
  const { db } = tablet.till
  const id = await sell(world, tablet, chance)
  const entry = id === null ? undefined : await db.entries.get({ id })
  const { head } = await db.read('head')
  if (!entry || !head) return false
  const command = { ...entry.command, seq: head.seq + 1 }
  const hash = hashOf(command, head.hash)
  const copy = { ...entry, seq: command.seq, amount: 0, touched: [], looked: [], state: 'waiting' as const }
  await db.entries.put({ ...copy, command: { ...command, hash } })
  await db.keep({ head: { ...head, seq: command.seq, hash } })
  await attempt(world, tablet, tablet.till)
  return true
}

/** The last exchange of this tablet is sent again by someone who recorded it. */
const replayed: Scene = async (world, tablet, chance) => {
  const { line, till } = tablet
  await sell(world, tablet, chance)
  await attempt(world, tablet, till)
  const recorded = line.last()
  await sell(world, tablet, chance)
  await attempt(world, tablet, till)
  if (!recorded) return false
  const headers = { 'content-type': 'application/json', authorization: `Device ${till.ticket() ?? ''}` }
  const response = await line.send({ ...recorded, headers }).catch(() => null)
  return response?.status === 200
}

/** A command is held back, and what stands behind it is sent alone. */
const skipping: Scene = async (world, tablet, chance) => {
  const { line, till } = tablet
  await sell(world, tablet, chance)
  await sell(world, tablet, chance)
  let hasFired = false
  line.once('/api/sync', async (_send, _path, init) => {
    const request: { first: number; commands: unknown[] } = JSON.parse(
      typeof init.body === 'string' ? init.body : '{}',
    )
    const { first, commands } = request
    hasFired = commands.length > 1
    const body = JSON.stringify({ ...request, first: first + 1, commands: commands.slice(1) })
    await line.send({ ...init, body }).catch(() => undefined)
    return answers('', 502, 'text/html')(async () => new Response(), '', init)
  })
  await attempt(world, tablet, till)
  line.clear()
  return hasFired
}

/** More at once than one request carries. */
const huge: Scene = async (world, tablet, chance) => {
  tablet.line.cut()
  for (let order = 0; order < 30; order += 1) await sell(world, tablet, chance, tablet.till, 50)
  tablet.line.mend()
  const before = tablet.line.requests()
  await attempt(world, tablet, tablet.till)
  return tablet.line.requests() - before > 1
}

export const hostileScenes = {
  'malformed entry': spoiled(({ command }) => ({ ...command, args: undefined })),
  'entry that is no command': spoiled(() => ({ smudged: 'ink' })),
  'forged hash': spoiled(({ command }) => ({ ...command, hash: 'f'.repeat(64) })),
  'changed amount': spoiled(({ command }) => ({ ...command, args: { ...command.args, total: 1 } })),
  'forged actor': byName,
  'forged seal': byGrant,
  'command copied': copied,
  'old request replayed': replayed,
  'request with a gap': skipping,
  'huge batch': huge,
} satisfies Record<string, Scene>
