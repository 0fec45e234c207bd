import { type Coins, denominationsOf } from '#shared/denominations.ts'
import { digitsOf } from '#shared/money.ts'
import type { PlacedOrder } from '#shared/order.ts'
import type { Business, Person } from '#shared/rows.ts'
import { noTakings, plus, type Takings, takingsOf } from '#shared/takings.ts'
import { expectedCash } from '#shared/tillSession.ts'
import type { SampleTablet } from './sampleTablet.ts'

/** The drawer of a day, and what its tablet has put into it. */
export interface SampleDrawer {
  id: string
  float: number
  takings: Takings
}

interface Keeper {
  tablet: SampleTablet
  seller: Person
  business: Pick<Business, 'currency'>
}

/** What a week of counts is off by, in hundredths of a pound or what comes to about as much. */
const offs = [0, 0, -120, 0, 50, 0, -5]

export function openDrawer({ tablet, seller, business: { currency } }: Keeper, at: number): SampleDrawer {
  const float = 10_000 * scaleOf(currency)
  const { locationId } = tablet.device
  const id = tablet.record('till.open', { locationId, currency, float }, seller, at)
  return { id, float, takings: noTakings }
}

export function putIn(drawer: SampleDrawer, { payments }: PlacedOrder): void {
  drawer.takings = plus(drawer.takings, { orders: 1, ...takingsOf(payments, 'in') })
}

/** Counts it in the evening of the market's day `index`. */
export function countDrawer(keeper: Keeper, drawer: SampleDrawer, index: number, at: number): void {
  const { tablet, seller, business } = keeper
  const expected = expectedCash(drawer.float, drawer.takings)
  const counted = expected + (offs[index % offs.length] ?? 0) * scaleOf(business.currency)
  const known = { [tablet.device.id]: drawer.takings }
  const found = { counted, coins: coinsIn(counted, business.currency), expected, known }
  tablet.record('till.close', { sessionId: drawer.id, ...found }, seller, at)
}

/** As few notes and coins as make this; what none is small enough for was typed as a sum. */
function coinsIn(amount: number, currency: string): Coins[] {
  const { notes, coins } = denominationsOf(currency) ?? { notes: [], coins: [] }
  let left = amount
  return [...notes, ...coins].flatMap((value) => {
    const size = Math.floor(left / value)
    left -= size * value
    return size > 0 ? [{ value, size }] : []
  })
}

/** Prices of the sample are those of a currency with two digits. */
function scaleOf(currency: string): number {
  return 10 ** Math.max(0, digitsOf(currency) - 2)
}
