import type { Draft, Needs } from '#shared/draft.ts'
import { type History, histories, type Movement, type Row, type Table, tables } from '#shared/rows.ts'
import type { Database } from './database.ts'

interface Stored {
  body: string
}

interface Changed extends Stored {
  tbl: Table
  rev: number
}

/** The synced tables: loaded by id in bulk, saved in bulk under one revision, read in pages by revision. */
export interface RowStore {
  load(needs: Needs, draft: Draft): void
  save(draft: Draft, rev: number): void
  put<T extends Table>(table: T, row: Row<T>, rev: number): void
  one<T extends Table>(table: T, id: string): Row<T> | undefined
  all<T extends Table>(table: T): Row<T>[]
  ordersBetween(from: number, to: number): IterableIterator<Row<'order'>>
  page(after: number, most: number): Page
}

/** Rows as their stored JSON, by table; `rev` is the last revision that the page holds whole. */
export interface Page {
  bodies: Partial<Record<Table, string[]>>
  rev: number
  isLast: boolean
}

/** What is searched by, beside id, rev and body. */
const columns: Partial<Record<Table, Record<string, string>>> = {
  order: { placed_at: 'placedAt' },
  status: { order_id: 'orderId' },
  paid: { order_id: 'orderId' },
  refund: { order_id: 'orderId' },
  movement: { product_id: 'productId', location_id: 'locationId', at: 'at' },
}

export function openRows(database: Database): RowStore {
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
  const orders = database.prepare<[number, number], Stored>(
    'SELECT body FROM "order" WHERE placed_at >= ? AND placed_at < ? ORDER BY placed_at, id',
  )
  const changed = database.prepare<[{ from: number; most: number }], Changed>(
    changedSql('rev > @from', 'LIMIT @most'),
  )
  const rest = database.prepare<[{ rev: number }], Changed>(changedSql('rev = @rev', ''))

  function one<T extends Table>(table: T, id: string): Row<T> | undefined {
    const stored = byId[table].get(id)
    return stored && parse<Row<T>>(stored.body)
  }

  function put<T extends Table>(table: T, row: Row<T>, rev: number): void {
    const values: Record<string, unknown> = { ...row }
    const fields: string[] = Object.values(columns[table] ?? {})
    const extras = fields.map((field) => values[field])
    upsert[table].run(row.id, rev, JSON.stringify(row), ...extras)
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
    *ordersBetween(from, to) {
      for (const { body } of orders.iterate(from, to)) yield parse<Row<'order'>>(body)
    },
    page(from, most) {
      const bodies: Page['bodies'] = {}
      const found = changed.all({ from, most })
      const last = found.at(-1)
      if (!last || found.length < most) {
        for (const { tbl, body } of found) (bodies[tbl] ??= []).push(body)
        return { bodies, rev: last?.rev ?? from, isLast: true }
      }
      for (const { tbl, rev, body } of found) if (rev < last.rev) (bodies[tbl] ??= []).push(body)
      for (const { tbl, body } of rest.all({ rev: last.rev })) (bodies[tbl] ??= []).push(body)
      return { bodies, rev: last.rev, isLast: false }
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
  const names = ['id', 'rev', 'body', ...extras]
  const changes = names.slice(1).map((name) => `${name} = excluded.${name}`)
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
          ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`
}

function changedSql(where: string, limit: string): string {
  const parts = tables.map((table) => `SELECT '${table}' AS tbl, rev, body FROM "${table}" WHERE ${where}`)
  return `${parts.join(' UNION ALL ')} ORDER BY rev ${limit}`
}

/** The store wrote these bytes itself, from a typed row: they are read back as that type. */
function parse<T>(body: string): T {
  return JSON.parse(body) as T
}
