import { pick } from '#shared/dice.ts'
import type { Tablet, World } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { addProduct, editBusiness, editLocation, editProduct } from './catalogue.ts'
import type { Deed } from './deed.ts'
import { closeDrawer, moveCash, openDrawer } from './drawer.ts'
import { callOff, moveOrder, payLater, refundSome } from './orders.ts'
import { sellSome } from './sell.ts'
import { countShelf, moveStock } from './stock.ts'

/* What people do at a stall all day, and how often. A new command gets a line here. */

const deeds = {
  sell: [sellSome, 10],
  move: [moveOrder, 4],
  pay: [payLater, 1.2],
  refund: [refundSome, 1],
  callOff: [callOff, 0.3],
  openDrawer: [openDrawer, 1],
  moveCash: [moveCash, 0.5],
  closeDrawer: [closeDrawer, 0.3],
  moveStock: [moveStock, 2],
  count: [countShelf, 1],
  editProduct: [editProduct, 1],
  addProduct: [addProduct, 0.15],
  editLocation: [editLocation, 0.3],
  editBusiness: [editBusiness, 0.1],
} satisfies Record<string, [deed: Deed, weight: number]>

export type DeedName = keyof typeof deeds

const names = Object.keys(deeds) as DeedName[]

/** One of these deeds; of all there are where none is named. */
export async function doSomething(
  world: World,
  tablet: Tablet,
  chance: Chance,
  among: readonly DeedName[] = names,
): Promise<void> {
  const [deed] = deeds[pick(chance.roll, among, (name) => deeds[name][1])]
  await deed(world, { ...tablet, chance }, tablet.till)
}
