import type { Tablet, World } from '../cast.ts'
import type { SyncResult } from '../../../../data/line.ts'
import type { Till } from '../../../../data/till.ts'
import type { Way } from '../../../network.ts'
import type { Chance } from '../chance.ts'
import { reopen } from '../tablet.ts'
import { remember } from '../trade/deed.ts'
import { sell } from '../trade/sell.ts'

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
  adopt(world, tablet)
}

export function adopt(world: World, tablet: Tablet): void {
  const unknown = tablet.storage.all('entries').filter(({ id }) => !world.history.get(id))
  for (const { id, name, amount } of unknown) remember(world, tablet, id, name, amount, 'found')
}
