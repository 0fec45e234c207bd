/** Who asks to be let in, what only the server knows of people, and what they did to people, tablets, settings and goods. */
export const whoAsks = `
  ALTER TABLE account ADD COLUMN email TEXT;
  ALTER TABLE account ADD COLUMN location_id TEXT;
  ALTER TABLE account ADD COLUMN seen_at INTEGER;
  CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    location_id TEXT,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX registration_username ON registration (username, asked_at);
  CREATE INDEX registration_pending ON registration (asked_at) WHERE state = 'pending';
  CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id TEXT,
    device_id TEXT,
    name TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  ) STRICT;
  CREATE INDEX act_at ON act (at, id);
  CREATE TRIGGER act_kept BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
  CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'an act is never taken out'); END;
  `

/** Where web sessions are, and codes by which a password is chosen anew. */
export const whoIsWhere = `
  ALTER TABLE session ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN place TEXT NOT NULL DEFAULT '';
  CREATE TABLE reset (hash TEXT PRIMARY KEY, person_id TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX reset_person ON reset (person_id);
  `

/** What tablets say of themselves, why they were shut out, and which took another's place when its storage was lost. */
export const whatTablets = `
  CREATE TABLE heard (
    device_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    head INTEGER,
    app TEXT NOT NULL DEFAULT '',
    storage TEXT NOT NULL DEFAULT 'null'
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE device_key ADD COLUMN replaces TEXT;
  ALTER TABLE device_key ADD COLUMN reason TEXT NOT NULL DEFAULT '';
`

/** Browsers that ask to become tablets, by the hash of the code that each of them shows. */
export const whoJoins = `
  CREATE TABLE joining (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    public_key TEXT NOT NULL,
    name TEXT NOT NULL,
    browser TEXT NOT NULL,
    replaces TEXT,
    asked_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    state TEXT NOT NULL,
    device_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX joining_key ON joining (public_key);
  CREATE INDEX joining_until ON joining (until);
`

/** Since when a device is shut out, and how much of its journal the server had heard of by then. */
export const whenShutOut = `
  ALTER TABLE device_key ADD COLUMN shut_out_at INTEGER;
  ALTER TABLE device_key ADD COLUMN witnessed INTEGER NOT NULL DEFAULT 0;
  UPDATE device_key SET shut_out_at =
    coalesce((SELECT max(at) FROM act WHERE name = 'device.revoke' AND subject_id = device_id), 0)
    WHERE device_id IN (SELECT id FROM device WHERE json_extract(body, '$.active') = 0);
  ALTER TABLE session ADD COLUMN device_id TEXT;
  CREATE INDEX command_aside ON command (device, seq) WHERE id IS NULL;
`
