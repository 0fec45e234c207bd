import { v7 } from 'uuid'
import type { PlacedOrder } from '#shared/order.ts'
import { echoTaps } from '../../../../data/echo.ts'
import { browserOutside } from '../../../../data/outside.ts'
import { openTill } from '../../../../data/till.ts'

/* A till without a screen: the app's own data rooms in a real browser, as a page that a test can drive. */

/** What the page lets a test do. Everything passes as plain data. */
export interface BareTill {
  enrol(person: { username: string; password: string }, locationId: string): Promise<string | null>
  /** Sells without end, and calls `saved` with each order once the till has said that it is. */
  sell(locationId: string): Promise<never>
  sync(): Promise<boolean>
  /** Whether something was torn when it was opened, so that it takes a fresh base next. */
  wasTorn(): Promise<boolean>
  journal(): Promise<{ seq: number; id: string; number: string | null }[]>
}

declare global {
  interface Window {
    till?: BareTill
    saved?: (id: string) => Promise<void>
  }
}

const till = await openTill('awning', browserOutside())
echoTaps(till.db, (error) => globalThis.reportError(error))
const line = {
  productId: '01900000-0000-7000-8000-000000000001',
  name: 'Bun',
  price: 250,
  quantity: 1,
  taxRate: 0,
  total: 250,
}

function orderAt(locationId: string): Omit<PlacedOrder, 'number'> {
  return {
    ...{ locationId, currency: 'GBP', taxIncluded: true, total: 250, startStatus: 'completed' },
    ...{ lines: [line], taxes: [{ rate: 0, gross: 250, tax: 0 }], payments: [{ kind: 'card', amount: 250 }] },
  }
}

window.till = {
  async enrol(person, locationId) {
    const signedIn = await till.api.signIn(person)
    if (!signedIn.ok) return signedIn.code
    const enrolled = await till.enrol({ name: 'Tablet', locationId })
    return enrolled.ok ? null : enrolled.code
  },
  async sell(locationId) {
    for (let taps = 1; ; taps += 1) {
      const id = v7()
      const paid = orderAt(locationId)
      // As the till's page does; every fourth time without, as where something came in between.
      const unpaid = { ...paid, payments: [], owed: paid.total }
      const seen = taps % 4 ? await till.foresee(unpaid, id) : null
      const placed = await till.placeOrder(paid, { id, seen })
      if (!placed.ok) throw new Error(placed.code)
      void window.saved?.(placed.id)
      if (taps % 7 === 0) void till.sync()
    }
  },
  sync: () => till.sync().then(({ ok }) => ok),
  wasTorn: async () => (await till.db.read('fresh')).fresh !== undefined,
  async journal() {
    const entries = await till.db.entries.orderBy('seq').toArray()
    const orders = await till.db.order.bulkGet(entries.map(({ id }) => id))
    return entries.map(({ seq, id }, index) => ({ seq, id, number: orders[index]?.number ?? null }))
  },
}
