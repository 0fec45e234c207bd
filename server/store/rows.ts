import type { Draft, Needs } from '#shared/draft.ts'
import type { Movement, Row, Table } from '#shared/rows.ts'
import { type History, histories, levelId } from '#shared/tables.ts'
import { berthOf, orderTables, placedTables } from '#shared/scope.ts'
import { wordsOf } from '#shared/finding.ts'
import { takenOf } from '#shared/unusual.ts'
import type { ConductStore } from './conduct.ts'
import type { Database } from './database.ts'
import type { HistoryStore } from './history.ts'

/** What is kept of a row besides itself. */
type Besides = { [T in Table]?: (row: Row<T>) => void }

interface Stored {
  body: string
}

/** The synced tables: loaded by id in bulk, saved in bulk under one revision. */
export interface RowStore {
  load(needs: Needs, draft: Draft): void
  save(draft: Draft, rev: number): void
  put<T extends Table>(table: T, row: Row<T>, rev: number): void
  one<T extends Table>(table: T, id: string): Row<T> | undefined
  all<T extends Table>(table: T): Row<T>[]
  /** As `all`, read in parts: for tables that may be large. */
  every<T extends Table>(table: T): Iterable<Row<T>>
  /** What each tablet has been given of a product at a place. */
  allotmentsOf(productId: string, locationId: string): Row<'allotment'>[]
}

/** What is searched by, beside id, rev, body and what follows from the scope. */
const columns: Partial<Record<Table, Record<string, string>>> = {
  order: { placed_at: 'placedAt' },
  movement: { product_id: 'productId', at: 'at' },
  count: { product_id: 'productId', at: 'at' },
}

const inOnePart = 1_000

export function openRows(
  database: Database,
  history: Pick<HistoryStore, 'index'>,
  conduct: Pick<ConductStore, 'keep'>,
): RowStore {
  const byId = prepareEach((table) =>
    database.prepare<[string], Stored>(`SELECT body FROM "${table}" WHERE id = ?`),
  )
  const everything = prepareEach((table) =>
    database.prepare<[], Stored>(`SELECT body FROM "${table}" ORDER BY id`),
  )
  const upsert = prepareEach((table) => database.prepare(upsertSql(table)))
  const after = database.prepare<[string, string, number, number, string], Stored>(
    `SELECT body FROM movement
     WHERE product_id = ? AND location_id = ? AND at >= ? AND (at > ? OR id > ?)`,
  )
  const ofOrder = (table: History) =>
    database.prepare<[string], Stored>(`SELECT body FROM "${table}" WHERE order_id = ?`)
  const beside = { status: ofOrder('status'), paid: ofOrder('paid'), refund: ofOrder('refund') }
  const part = prepareEach((table) =>
    database.prepare<[string], Stored & { id: string }>(
      `SELECT id, body FROM "${table}" WHERE id > ? ORDER BY id LIMIT ${inOnePart}`,
    ),
  )
  const besides: Besides = {
    order(order) {
      history.index(order.id, wordsOf(order))
      conduct.keep(takenOf(order))
    },
  }
  const allotments = database.prepare<[string, string], Stored>(
    'SELECT body FROM allotment WHERE id > ? AND id < ? ORDER BY id',
  )
  const touch = database.prepare('UPDATE "order" SET rev = ? WHERE id = ?')

  function one<T extends Table>(table: T, id: string): Row<T> | undefined {
    const stored = byId[table].get(id)
    return stored && parse<Row<T>>(stored.body)
  }

  function put<T extends Table>(table: T, row: Row<T>, rev: number): void {
    const values: Record<string, unknown> = { ...row }
    const fields: string[] = Object.values(columns[table] ?? {})
    const extras = fields.map((field) => values[field])
    const berth = berthOf(table, row)
    const scoped = berth ? [berth.locationId, berth.at, rev] : []
    const goesWith = orderTables.includes(table) ? [values['orderId']] : []
    upsert[table].run(row.id, rev, JSON.stringify(row), ...extras, ...scoped, ...goesWith)
    // What goes with an order has no journey of its own: the order's revision covers it.
    for (const orderId of goesWith) touch.run(rev, orderId)
    const more: Besides[T] = besides[table]
    more?.(row)
  }

  function loadHistory<T extends History>(orderIds: readonly string[], table: T, draft: Draft): void {
    for (const orderId of orderIds)
      for (const { body } of beside[table].all(orderId)) draft.loadHistory(table, parse<Row<T>>(body))
  }

  return {
    one,
    put,
    all: <T extends Table>(table: T) => everything[table].all().map(({ body }) => parse<Row<T>>(body)),
    load(needs, draft) {
      for (const [table, id] of needs.rows) draft.load(table, id, one(table, id))
      for (const {
        productId,
        locationId,
        after: [at, id],
      } of needs.movements)
        for (const { body } of after.all(productId, locationId, at, at, id))
          draft.loadMovement(parse<Movement>(body))
      for (const table of histories) loadHistory(needs.orders, table, draft)
    },
    save: (draft, rev) => draft.eachWrite((table, row) => put(table, row, rev)),
    // Ids are "product@location.device", and "/" comes after ".".
    allotmentsOf: (productId, locationId) =>
      allotments
        .all(`${levelId(productId, locationId)}.`, `${levelId(productId, locationId)}/`)
        .map(({ body }) => parse<Row<'allotment'>>(body)),
    *every<T extends Table>(table: T) {
      for (let id = ''; ;) {
        const some = part[table].all(id)
        for (const { body } of some) yield parse<Row<T>>(body)
        id = some.at(-1)?.id ?? ''
        if (some.length < inOnePart) return
      }
    },
  }
}

function prepareEach<S>(prepare: (table: Table) => S): Record<Table, S> {
  return {
    business: prepare('business'),
    person: prepare('person'),
    device: prepare('device'),
    location: prepare('location'),
    product: prepare('product'),
    level: prepare('level'),
    marketDay: prepare('marketDay'),
    allotment: prepare('allotment'),
    order: prepare('order'),
    status: prepare('status'),
    paid: prepare('paid'),
    refund: prepare('refund'),
    tillSession: prepare('tillSession'),
    cashMove: prepare('cashMove'),
    exception: prepare('exception'),
    movement: prepare('movement'),
    count: prepare('count'),
  }
}

function upsertSql(table: Table): string {
  const extras = Object.keys(columns[table] ?? {})
  const scoped = placedTables.includes(table) ? ['location_id', 'ages_at'] : []
  const changing = ['rev', 'body', ...extras, ...scoped]
  const lasting = [
    ...(placedTables.includes(table) ? ['born'] : []),
    ...(orderTables.includes(table) ? ['order_id'] : []),
  ]
  const names = ['id', ...changing, ...lasting]
  const changes = changing.map((name) => `${name} = excluded.${name}`)
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
          ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`
}

/** The store wrote these bytes itself, from a typed row: they are read back as that type. */
function parse<T>(body: string): T {
  return JSON.parse(body) as T
}
