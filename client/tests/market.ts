import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainProduct } from '#shared/catalogue.ts'
import { type PlacedOrder, totalsOf } from '#shared/order.ts'
import type { Role } from '#shared/role.ts'
import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { windowStart } from '#shared/scope.ts'
import { v7 } from 'uuid'
import { addPerson } from '../../server/domain/identity.ts'
import { idAt } from '../../server/domain/ids.ts'
import { openPasswords } from '../../server/domain/passwords.ts'
import { openApp } from '../../server/http/app.ts'
import { openStore } from '../../server/store/store.ts'
import { openApi } from '../data/api.ts'
import { keyOf, type RowKey } from '../data/db.ts'
import type { Outside } from '../data/outside.ts'
import { openTill, type Till } from '../data/till.ts'
import { type Network, openNetwork, pathOf, type Way } from './network.ts'
import { tabletOutside } from './outside.ts'
import { takenOf } from './taken.ts'
import { openVisitor, type Visitor } from './visitor.ts'

export interface Tablet {
  till: Till
  network: Network
  visitor: Visitor
  outside: Outside
  /** Who is on the till. */
  person: string
}

export type Market = Awaited<ReturnType<typeof openMarket>>

export const password = 'a stall in the rain'

/** A whole server on a file of its own, set up, with three products; and as many whole tablets as a test enrols. */
export async function openMarket() {
  const folder = mkdtempSync(join(tmpdir(), 'awning-test-'))
  const time = { ahead: 0 }
  const now = () => Date.now() + time.ahead
  const key: Uint8Array = randomBytes(32)
  let server = openServer(join(folder, 'awning.db'), now, key)
  const carry: typeof fetch = async (input, init) =>
    server.app.fetch(new Request(new URL(pathOf(input), 'http://awning.test'), init))

  const admin = openVisitor(carry)
  const api = openApi(admin.fetch)
  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  const set = { business, admin: { name: 'Ada', username: 'ada', password }, sample: false }
  const ready = await api.setUp(set)
  const me = await api.me()
  if (!ready.ok || !me.ok) throw new Error('the market could not be set up')
  const locationId = me.value.locations[0]?.id ?? ''
  const opened: Till[] = []

  async function tablet(
    name: string,
    role: Role = 'manager',
    changes: Partial<Outside> = {},
    at = locationId,
    way?: Way,
  ): Promise<Tablet> {
    const visitor = openVisitor(carry, admin.cookie())
    const network = openNetwork(visitor.fetch)
    const outside = tabletOutside(network.fetch, { now, ...changes })
    const till = await openTill('awning', outside)
    opened.push(till)
    demand(await till.enrol({ name: `${name}’s tablet`, locationId: at }))
    const { store } = server
    const made = await addPerson(
      store,
      openPasswords(randomBytes),
      { now, newId: () => idAt(now(), randomBytes(10)) },
      { name, username: name.toLowerCase(), role, password },
    )
    if (!made.ok) throw new Error(made.code)
    visitor.forgetCookies()
    demand(await till.api.signIn({ username: name.toLowerCase(), password }))
    demand(await till.takeOver())
    if (way) network.take(way)
    const synced = await till.sync()
    if (!way) demand(synced)
    return { till, network, visitor, outside, person: made.person.id }
  }

  async function tablets(...names: string[]): Promise<Tablet[]> {
    const all: Tablet[] = []
    for (const name of names) all.push(await tablet(name))
    return all
  }

  const keeper = await tablet('Kit')
  const products = [v7(), v7(), v7()]
  for (const [index, id] of products.entries())
    await keeper.till.record('product.save', {
      id,
      isNew: true,
      fields: { ...plainProduct, name: `Bun ${index + 1}`, sku: `bun-${index + 1}`, price: 250 + index },
    })
  await keeper.till.record('stock.move', {
    locationId,
    reason: 'received',
    lines: products.map((productId) => ({ productId, quantity: 100 })),
  })
  demand(await keeper.till.sync())

  return {
    locationId,
    products,
    folder,
    key,
    time,
    carry,
    tablet,
    tablets,
    admin: { api, visitor: admin },
    store: () => server.store,
    /** Every row the server has, by key, as `rowsIn` gives a tablet's. */
    rows(): Map<RowKey, Row> {
      const { rows } = server.store
      const all = tables.flatMap((table) =>
        rows.all(table).map((row): [RowKey, Row] => [keyOf(table, row.id), row]),
      )
      return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    /** Those of them that a device at this place takes today; of all places where none is named. */
    rowsAt(place: string | null): Map<RowKey, Row> {
      return takenOf(this.rows(), this.viewOf(place))
    },
    viewOf: (place: string | null) => ({ locationId: place, since: windowStart(now()) }),
    /** Opens another place, as a manager would. */
    async openPlace(name: string): Promise<string> {
      const id = v7()
      const fields = { name, kind: 'stall', prepares: true, active: true } as const
      demand(await keeper.till.record('location.save', { id, isNew: true, fields }))
      demand(await keeper.till.sync())
      return id
    },
    order(...lines: [productIndex: number, quantity: number][]): Omit<PlacedOrder, 'number'> {
      const sold = lines.map(([index, quantity]) => {
        const price = 250 + index
        const what = {
          productId: products[index] ?? '',
          name: `Bun ${index + 1}`,
          price,
          quantity,
          taxRate: 0,
        }
        return { ...what, total: price * quantity }
      })
      const { taxes, total } = totalsOf(sold, true)
      const payments = [{ kind: 'cash' as const, amount: total }]
      const terms = { locationId, currency: 'GBP', taxIncluded: true, startStatus: 'processing' as const }
      return { ...terms, lines: sold, taxes, total, payments }
    },
    /** Stops the server and starts it again on its file, perhaps without the key that lies beside it. */
    restart(other = key) {
      server.store.close()
      server = openServer(join(folder, 'awning.db'), now, other)
    },
    close() {
      for (const till of opened) till.close()
      server.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function openServer(file: string, now: () => number, key: Uint8Array) {
  const store = openStore(file)
  const log = { info: () => {}, error: () => {} }
  const app = openApp({ store, now, log, key, random: (size) => randomBytes(size), version: '0.0.0' })
  return { store, app }
}

/** Throws unless it worked: for the steps of a test that are not what it is about. */
export function demand(result: { ok: true } | { ok: false; code: string }): void {
  if (!result.ok) throw new Error(`that should have worked: ${result.code}`)
}

export async function place(tablet: Tablet, order: Omit<PlacedOrder, 'number'>): Promise<string> {
  const placed = await tablet.till.placeOrder(order)
  if (!placed.ok) throw new Error(placed.code)
  return placed.id
}
