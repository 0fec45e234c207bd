import { whatFigures, whatIsUsual } from './figureSteps.ts'
import { whatTablets, whenShutOut, whoAsks, whoIsWhere, whoJoins } from './peopleSteps.ts'

/**
 * The schema, one step a release; a step that was released is never edited. `user_version` counts the steps taken.
 * Every synced table has the row as JSON in `body` and the revision that last wrote it in `rev`; the columns beside
 * them are what is searched by.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE revision (rev INTEGER PRIMARY KEY, tag TEXT NOT NULL, committed_at INTEGER NOT NULL) STRICT;

  CREATE TABLE account (
    person_id TEXT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE session (
    id_hash TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_person ON session (person_id);
  CREATE TABLE device_key (
    device_id TEXT PRIMARY KEY,
    public_key TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    enrolled_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE command (
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT,
    hash TEXT NOT NULL,
    links INTEGER NOT NULL,
    raw TEXT NOT NULL,
    outcome TEXT NOT NULL,
    rev INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (device, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX command_id ON command (id) WHERE id IS NOT NULL;
  CREATE TABLE rescued (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE conflicting (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    raw TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (device, seq, raw)
  ) STRICT;

  CREATE TABLE business (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX business_rev ON business (rev);
  CREATE TABLE person (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX person_rev ON person (rev);
  CREATE TABLE device (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX device_rev ON device (rev);
  CREATE TABLE location (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX location_rev ON location (rev);
  CREATE TABLE product (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX product_rev ON product (rev);
  CREATE TABLE level (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX level_rev ON level (rev);
  CREATE TABLE "order" (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL, placed_at INTEGER NOT NULL) STRICT;
  CREATE INDEX order_rev ON "order" (rev);
  CREATE INDEX order_placed ON "order" (placed_at);
  CREATE TABLE status (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL, order_id TEXT NOT NULL) STRICT;
  CREATE INDEX status_rev ON status (rev);
  CREATE INDEX status_order ON status (order_id);
  CREATE TABLE movement (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    body TEXT NOT NULL,
    product_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX movement_rev ON movement (rev);
  CREATE INDEX movement_shelf ON movement (product_id, location_id, at);
  CREATE TABLE count (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX count_rev ON count (rev);
  `,
  `
  CREATE TABLE try (key TEXT PRIMARY KEY, since INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX try_since ON try (since);
  `,
  `
  ALTER TABLE device_key ADD COLUMN succeeds TEXT;
  `,
  `
  CREATE TABLE paid (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL, order_id TEXT NOT NULL) STRICT;
  CREATE INDEX paid_rev ON paid (rev);
  CREATE INDEX paid_order ON paid (order_id);
  CREATE TABLE refund (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL, order_id TEXT NOT NULL) STRICT;
  CREATE INDEX refund_rev ON refund (rev);
  CREATE INDEX refund_order ON refund (order_id);
  CREATE TABLE tillSession (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX tillSession_rev ON tillSession (rev);
  CREATE TABLE cashMove (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX cashMove_rev ON cashMove (rev);
  `,
  `
  CREATE TABLE exception (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX exception_rev ON exception (rev);
  `,
  // Where rows belong, from when they age, and the revision that first wrote them. Who was last given which device.
  `
  ALTER TABLE "order" ADD COLUMN location_id TEXT NOT NULL DEFAULT '';
  ALTER TABLE "order" ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE "order" ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE "order" SET
    location_id = json_extract(body, '$.locationId'),
    ages_at = CASE
      WHEN json_extract(body, '$.status') IN ('processing', 'ready') THEN 9007199254740991
      ELSE max(placed_at, json_extract(body, '$.statusAt'))
    END;
  CREATE INDEX order_age ON "order" (ages_at, id, location_id);

  ALTER TABLE movement ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE movement ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE movement SET ages_at = at;
  CREATE INDEX movement_age ON movement (ages_at, id, location_id);

  ALTER TABLE count ADD COLUMN location_id TEXT NOT NULL DEFAULT '';
  ALTER TABLE count ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE count ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE count SET location_id = json_extract(body, '$.locationId'), ages_at = json_extract(body, '$.at');
  CREATE INDEX count_age ON count (ages_at, id, location_id);

  ALTER TABLE tillSession ADD COLUMN location_id TEXT;
  ALTER TABLE tillSession ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tillSession ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE tillSession SET ages_at = coalesce(
    (SELECT max(json_extract(value, '$.at')) FROM json_each(body, '$.closings')), 9007199254740991);
  CREATE INDEX tillSession_age ON tillSession (ages_at, id, location_id);

  ALTER TABLE cashMove ADD COLUMN location_id TEXT;
  ALTER TABLE cashMove ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE cashMove ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE cashMove SET ages_at = json_extract(body, '$.at');
  CREATE INDEX cashMove_age ON cashMove (ages_at, id, location_id);

  ALTER TABLE exception ADD COLUMN location_id TEXT;
  ALTER TABLE exception ADD COLUMN ages_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE exception ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
  UPDATE exception SET
    location_id = '',
    ages_at = coalesce(json_extract(body, '$.resolved.at'), 9007199254740991);
  CREATE INDEX exception_age ON exception (ages_at, id, location_id);

  CREATE TABLE seat (device_id TEXT PRIMARY KEY, person_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO seat (device_id, person_id)
    SELECT device, actor FROM (
      SELECT device, json_extract(raw, '$.actor') AS actor, max(seq) FROM command
      WHERE id IS NOT NULL GROUP BY device
    ) WHERE actor IS NOT NULL;
  `,
  `
  CREATE TABLE marketDay (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    body TEXT NOT NULL,
    location_id TEXT,
    ages_at INTEGER NOT NULL,
    born INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX marketDay_rev ON marketDay (rev);
  CREATE INDEX marketDay_age ON marketDay (ages_at, id, location_id);
  `,
  // Shelves that stand as low, and each time that one became low or fine again.
  `
  CREATE TABLE low (level_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE crossing (
    id INTEGER PRIMARY KEY,
    product_id TEXT NOT NULL,
    location_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    at INTEGER NOT NULL,
    rev INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX crossing_rev ON crossing (rev);
  `,
  `ALTER TABLE seat ADD COLUMN issued INTEGER NOT NULL DEFAULT 0;`,
  // To look back through orders: of one place by time, and by words. history.ts fills the latter.
  `
  CREATE INDEX order_there ON "order" (location_id, placed_at);
  CREATE VIRTUAL TABLE order_text USING fts5 (
    id UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0', detail = none, columnsize = 0
  );
  `,
  // Pictures of products, by the SHA-256 of their bytes.
  `
  CREATE TABLE picture (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL, kept_at INTEGER NOT NULL) STRICT;
  `,
  `
  CREATE TABLE allotment (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    body TEXT NOT NULL,
    location_id TEXT,
    ages_at INTEGER NOT NULL,
    born INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX allotment_rev ON allotment (rev);
  CREATE INDEX allotment_age ON allotment (ages_at, id, location_id);
  `,
  // Which commands edited a product, by when; the journal has what they said.
  `
  CREATE TABLE edit (
    product_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (product_id, at, id)
  ) STRICT, WITHOUT ROWID;
  WITH taken AS (
    SELECT
      id, device, seq, json_extract(raw, '$.args') AS args, received_at AS received,
      max(0, json_extract(raw, '$.at') + json_extract(raw, '$.offset')) AS said,
      json_extract(raw, '$.uncertainty') + 60000 AS give
    FROM command
    WHERE id IS NOT NULL AND raw LIKE '%"name":"product.%'
      AND json_extract(outcome, '$.status') IN ('applied', 'flagged')
  ), timed AS (
    SELECT id, device, seq, args, CASE WHEN said > received + give THEN received ELSE said END AS at FROM taken
  )
  INSERT OR IGNORE INTO edit (product_id, at, id, device, seq)
    SELECT json_extract(args, '$.id'), at, id, device, seq FROM timed WHERE json_extract(args, '$.id') IS NOT NULL
    UNION ALL
    SELECT json_extract(wish.value, '$.id'), at, timed.id, device, seq
    FROM timed, json_each(args, '$.products') wish;
  `,
  // Mails that wait, and what became of those that did. Whom they go to and what they say are sealed.
  `
  CREATE TABLE mail (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    order_id TEXT,
    recipient TEXT,
    about TEXT,
    state TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    message_id TEXT,
    settled_at INTEGER,
    fault TEXT,
    said TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mail_due ON mail (due_at) WHERE state = 'waiting';
  CREATE INDEX mail_state ON mail (state, queued_at, id);
  CREATE INDEX mail_order ON mail (order_id) WHERE order_id IS NOT NULL;
  `,
  whoAsks,
  whoIsWhere,
  // Since when each shelf is low.
  `
  CREATE INDEX crossing_shelf ON crossing (product_id, location_id, id);
  `,
  whatTablets,
  whoJoins,
  whatFigures,
  // The server's own seals, by a key outside the database (domain/notary.ts).
  `
  ALTER TABLE command ADD COLUMN seal BLOB;
  CREATE TABLE journal_end (device TEXT PRIMARY KEY, seq INTEGER NOT NULL, seal BLOB NOT NULL) STRICT, WITHOUT ROWID;
  `,
  whenShutOut,
  whatIsUsual,
]
