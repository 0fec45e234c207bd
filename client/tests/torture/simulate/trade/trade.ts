import type { Tablet, World } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { addProduct, editBusiness, editLocation, editProduct } from './catalogue.ts'
import type { Deed } from './deed.ts'
import { closeDrawer, moveCash, openDrawer } from './drawer.ts'
import { callOff, moveOrder, payLater, refundSome } from './orders.ts'
import { sellSome } from './sell.ts'
import { countShelf, moveStock } from './stock.ts'

/* What people do at a stall all day, and how often. A new command gets a line here. */

const deeds: [deed: Deed, weight: number][] = [
  [sellSome, 10],
  [moveOrder, 4],
  [payLater, 1.2],
  [refundSome, 1],
  [callOff, 0.3],
  [openDrawer, 1],
  [moveCash, 0.5],
  [closeDrawer, 0.3],
  [moveStock, 2],
  [countShelf, 1],
  [editProduct, 1],
  [addProduct, 0.15],
  [editLocation, 0.3],
  [editBusiness, 0.1],
]

const allDeeds = deeds.reduce((sum, [, weight]) => sum + weight, 0)

export async function doSomething(
  world: World,
  tablet: Tablet,
  chance: Chance,
  till = tablet.till,
): Promise<void> {
  let left = chance.roll() * allDeeds
  const [deed] = deeds.find(([, weight]) => (left -= weight) < 0) ?? [sellSome]
  await deed(world, { ...tablet, chance }, till)
}
