import type { Grant } from '#shared/api.ts'
import type { Cursor } from '#shared/protocol.ts'
import type { Device, Table } from '#shared/rows.ts'

/** The end of the journal: the last command's number and hash, and the last order number's counter. */
export interface Head {
  seq: number
  hash: string
  counter: number
}

/** Server time is the device's clock plus `offset`, give or take `uncertainty` ms. */
export interface Clock {
  offset: number
  uncertainty: number
  /** Where the clock stood beside steady ones when that was so. */
  anchors?: Anchor[]
}

/** What the device's clock said, epoch ms, and at the same moment a steady one, ms from a start of its own. */
export interface Anchor {
  /** Which steady clock that is. */
  clock: string
  wall: number
  steady: number
}

/** How far the tables have been walked through for what is older than `since`; `table` is null where all have been. */
export interface Walk {
  since: number
  table: Table | null
  after: string
  /** When the last step was taken, by the server's clock. */
  at: number
}

/** The open basket in the sell page's own words. `turn` grows with every change, so that the later one is known. */
export interface KeptBasket {
  turn: number
  text: string
}

/** A product file that is being imported. What of it is saved already is found again in the catalogue. */
export interface KeptImport {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** Somebody has said that it is to be saved; until then it is only looked at. */
  isWanted: boolean
}

/** What this browser asks with that wants to be a tablet, until somebody has decided. Times by the server's clock. */
export interface KeptJoin {
  id: string
  code: string
  until: number
  publicKey: string
  privateKey: CryptoKey
}

/** What is kept of this tablet, each under a key of its own. */
export interface Meta {
  device: Device
  key: CryptoKey
  /** Goes into every PIN's key, so that a PIN is worth nothing on another device. */
  secret: CryptoKey
  /** The till session whose drawer this tablet's cash goes into. */
  drawer: string
  /** Minutes without a touch after which nobody is on the till any more; 0 or missing: never. */
  lockAfter: number
  /** Who is on the till, and what they seal with: here no longer than they are. */
  person: Grant
  sealKey: Uint8Array<ArrayBuffer>
  head: Head
  /** How many entries were made under the identities that this tablet had before. */
  shift: number
  /** A key pair for an identity that was asked for, until it is given. */
  nextKey: { publicKey: string; privateKey: CryptoKey }
  join: KeptJoin
  /** A manager has shut this tablet out, and the server holds all that it had: since when, by the server's clock. */
  shutOut: { at: number }
  cursor: Cursor
  /** There while a fresh base is taken in: how far it has come. */
  fresh: { cursor: Cursor | null }
  walk: Walk
  /** When rows were last held against the server's, by its clock, and how many were mended; null: they are just now. */
  compared: { at: number; rows: number | null }
  clock: Clock
  /** How far the server holds the journal. */
  sent: number
  /** How many turns were taken: by taps, by answers, and by whatever changes who is here. */
  turn: number
  /** How far journal and answers were found whole when the till was opened. */
  whole: { seq: number; turn: number }
  basket: KeptBasket
  import: KeptImport
}
