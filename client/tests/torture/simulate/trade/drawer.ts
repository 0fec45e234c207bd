import type { TillSession } from '#shared/rows.ts'
import { expectedIn } from '#shared/tillSession.ts'
import type { Till } from '../../../../data/till.ts'
import type { Tablet } from '../cast.ts'
import { type Deed, record } from './deed.ts'

/** A drawer that is open where this tablet stands, whoever opened it. */
export async function drawerHere({ locationId }: Tablet, till: Till): Promise<TillSession | null> {
  const sessions = await till.db.tillSession.toArray()
  return sessions.find((one) => one.opened?.locationId === locationId && one.closings.length === 0) ?? null
}

export const openDrawer: Deed = async (world, tablet, till) => {
  if (await drawerHere(tablet, till)) return
  const { chance, locationId } = tablet
  const args = { locationId, currency: 'GBP', float: chance.between(0, 200) * 100 }
  await record(world, tablet, () => till.record('till.open', args), 'till.open')
}

export const moveCash: Deed = async (world, tablet, till) => {
  const { chance } = tablet
  const drawer = await drawerHere(tablet, till)
  if (!drawer) return
  const kind = chance.of(['in', 'out', 'none'] as const)
  const amount = kind === 'none' ? 0 : chance.between(1, 5_000)
  const args = { sessionId: drawer.id, kind, amount, reason: 'coins from the bank' }
  await record(world, tablet, () => till.record('till.move', args), 'till.move')
}

/** Counts it, rarely to the penny. Who was out of reach and sold into it restates it later. */
export const closeDrawer: Deed = async (world, tablet, till) => {
  const drawer = await drawerHere(tablet, till)
  if (!drawer) return
  const expected = expectedIn(drawer)
  const counted = Math.max(0, expected + tablet.chance.between(-300, 300))
  const args = { sessionId: drawer.id, counted, coins: [], expected, known: drawer.takings }
  await record(world, tablet, () => till.record('till.close', args), 'till.close')
}
