import SQLite from 'better-sqlite3'
import * as v from 'valibot'
import { type Row, rowSchemas, type Table } from '#shared/rows.ts'

/** The server's database file, read beside the server and never written. */
export interface Books {
  /** Every row of a table, in the order of their ids. */
  all<T extends Table>(table: T): Row<T>[]
  /** The names of the commands the server holds, in the order of arrival. */
  commands(): string[]
  /** The level of a product, by their names; 0 where there is none. */
  level(product: string, location: string): number
}

export function openBooks(file: string): Books {
  const read = <T>(look: (database: SQLite.Database) => T): T => {
    const database = new SQLite(file, { readonly: true, fileMustExist: true })
    try {
      return look(database)
    } finally {
      database.close()
    }
  }
  const all = <T extends Table>(table: T): Row<T>[] => {
    const found = read((database) =>
      database.prepare<[], { body: string }>(`SELECT body FROM "${table}" ORDER BY id`).all(),
    )
    return found.map(({ body }) => v.parse(rowSchemas[table], JSON.parse(body)) as Row<T>)
  }
  return {
    all,
    commands: () =>
      read((database) =>
        database.prepare<[], { raw: string }>('SELECT raw FROM command ORDER BY rev, seq').all(),
      ).map(({ raw }) => v.parse(v.object({ name: v.string() }), JSON.parse(raw)).name),
    level(product, location) {
      const productId = all('product').find(({ name }) => name === product)?.id
      const locationId = all('location').find(({ name }) => name === location)?.id
      const level = all('level').find((row) => row.productId === productId && row.locationId === locationId)
      return level?.quantity ?? 0
    },
  }
}
