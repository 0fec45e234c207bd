const sums = ['orders', 'units', 'sold', 'refunded', 'discounts', 'tax', 'cost', 'uncosted']
const shelfSums = ['received', 'transferred', 'sold', 'wasted', 'samples', 'corrected', 'found']
const columns = (names: string[]) => names.map((name) => `${name} INTEGER NOT NULL DEFAULT 0`).join(', ')

const sales = (table: string) => `
  CREATE TABLE ${table} (
    dimension TEXT NOT NULL,
    period TEXT NOT NULL,
    location_id TEXT NOT NULL,
    key TEXT NOT NULL,
    ${columns(sums)},
    PRIMARY KEY (dimension, period, location_id, key)
  ) STRICT, WITHOUT ROWID;`

const shelves = (table: string, more: string[]) => `
  CREATE TABLE ${table} (
    period TEXT NOT NULL,
    location_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    ${columns([...shelfSums, ...more])},
    PRIMARY KEY (period, location_id, product_id)
  ) STRICT, WITHOUT ROWID;`

/**
 * What was sold and what became of stock, by day and by month; `figures.ts` fills them. `moment` is the sum of what each
 * day of the month did to a shelf, times its number in the month. Counts are found by their shelf from now on.
 */
export const whatFigures = `
  ${sales('sales_day')}
  ${sales('sales_month')}
  CREATE INDEX sales_product ON sales_day (key, period) WHERE dimension = 'product';
  ${shelves('shelf_day', [])}
  ${shelves('shelf_month', ['moment'])}
  ALTER TABLE count ADD COLUMN product_id TEXT NOT NULL DEFAULT '';
  ALTER TABLE count ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
  UPDATE count SET product_id = json_extract(body, '$.productId'), at = json_extract(body, '$.at');
  CREATE INDEX count_shelf ON count (product_id, location_id, at);
  ALTER TABLE heard ADD COLUMN emptied_at INTEGER;
`

/** What of each order is held against the usual, so that nobody has to read orders for it; as `takenOf` says. */
export const whatIsUsual = `
  CREATE TABLE taken (
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    total INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    PRIMARY KEY (at, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO taken (at, id, number, actor_id, total, refunded, cancelled, discount)
    SELECT placed_at, id, body ->> 'number', body ->> 'actorId', body ->> 'total',
      coalesce(body ->> '$.refunded.value', 0), body ->> 'status' = 'cancelled',
      coalesce(body ->> '$.discount.amount', 0) + (
        SELECT coalesce(sum(value ->> '$.discount.amount'), 0) FROM json_each(body, '$.lines')
      )
    FROM "order" ORDER BY placed_at, id;
`
