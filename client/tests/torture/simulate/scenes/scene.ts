import type { Tablet, World } from '../cast.ts'
import type { SyncResult } from '../../../../data/sync.ts'
import type { Till } from '../../../../data/till.ts'
import type { Way } from '../../../network.ts'
import type { Chance } from '../chance.ts'
import { reopen } from '../tablet.ts'
import { sell } from '../trade.ts'

/** One thing going wrong, with something at stake. Tells whether it went wrong as it was meant to. */
export type Scene = (world: World, tablet: Tablet, chance: Chance) => Promise<boolean>

/** A conversation as the courier has it: what it throws is shown somewhere and ends nothing. */
export async function attempt(
  world: World,
  { index }: Tablet,
  till: Till,
): Promise<SyncResult | { ok: false; code: 'threw' }> {
  const result = await till.sync().catch(() => ({ ok: false as const, code: 'threw' as const }))
  world.trace('sync', index, result.ok ? 'ok' : result.code)
  return result
}

/** An order waits, the next request to `path` fares this way, and the tablet tries to send. */
export function whileSending(way: Way, path = '/api/sync'): Scene {
  return async (world, tablet, chance) => {
    await sell(world, tablet, chance)
    tablet.line.once(path, way)
    await attempt(world, tablet, tablet.till)
    const hasFired = tablet.line.isSpent()
    tablet.line.clear()
    if (chance.is(0.5)) await attempt(world, tablet, tablet.till)
    return hasFired
  }
}

/** Opens the tab again. What was durable is taken for saved from now on, even where no screen could say so any more. */
export async function comeBack(world: World, tablet: Tablet): Promise<void> {
  await reopen(tablet)
  await adopt(world, tablet)
}

export async function adopt({ history, now, trace }: World, { till, device, index }: Tablet): Promise<void> {
  const ids = (await till.db.entries.orderBy('id').keys()).map(String)
  for (const id of ids.filter((known) => !history.get(known))) {
    const entry = await till.db.entries.get({ id })
    if (!entry) continue
    const isRequest = entry.name === 'product.save' || entry.name === 'location.save'
    history.save({
      id,
      name: entry.name,
      device,
      total: entry.amount,
      at: now(),
      excuse: isRequest ? 'request' : null,
    })
    trace('found', index, id)
  }
}
