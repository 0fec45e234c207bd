import type { CommandName } from '#shared/command.ts'
import type { Till } from '../../../../data/till.ts'
import type { Tablet, World } from '../cast.ts'

/** Something that people do at a stall. It goes through the till, as it does from a screen. */
export type Deed = (world: World, tablet: Tablet, till: Till) => Promise<void>

const requests: readonly string[] = ['product.save', 'location.save', 'business.save'] satisfies CommandName[]

/** Taps, and remembers what the screen would call saved. */
export async function record(
  world: World,
  tablet: Tablet,
  tap: () => Promise<{ ok: true; id: string } | { ok: false }>,
  name: CommandName,
): Promise<string | null> {
  const recorded = await tap()
  if (recorded.ok) remember(world, tablet, recorded.id, name, 0)
  return recorded.ok ? recorded.id : null
}

/** `total` is an order's, in minor units; 0 for anything else. */
export function remember(
  { history, now, trace }: World,
  { device, index }: Tablet,
  id: string,
  name: string,
  total: number,
  how = 'saved',
): void {
  history.save({ id, name, device, total, at: now(), excuse: requests.includes(name) ? 'request' : null })
  trace(how, index, name, id, total)
}
