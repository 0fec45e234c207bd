import { randomUUID } from 'node:crypto'
import { type AccountStore, openAccounts } from './accounts.ts'
import { type ActStore, openActs } from './acts.ts'
import { type ConductStore, openConduct } from './conduct.ts'
import { type Database, openDatabase, openReadOnly, transaction } from './database.ts'
import { type DemandStore, openDemand } from './demand.ts'
import { type DeviceKeyStore, openDeviceKeys } from './deviceKeys.ts'
import { type EditStore, openEdits } from './edits.ts'
import { type Feed, openFeed } from './feed.ts'
import { type HeardStore, openHeard } from './heard.ts'
import { type HistoryStore, openHistory } from './history.ts'
import { type JoinStore, openJoins } from './joins.ts'
import { type JournalStore, openJournal } from './journal.ts'
import { type LowStockStore, openLowStock } from './lowStock.ts'
import { type MailStore, openMail } from './mail.ts'
import { type MetaStore, openMeta } from './meta.ts'
import { openRegistrations, type RegistrationStore } from './registrations.ts'
import { openResets, type ResetStore } from './resets.ts'
import { openRevisions, type RevisionStore } from './revisions.ts'
import { openPictures, type PictureStore } from './pictures.ts'
import { openReading, type Reading } from './reading.ts'
import { openRows, type RowStore } from './rows.ts'
import { openSales, type SalesStore } from './sales.ts'
import { openSealed, type SealedStore } from './sealed.ts'
import { openSeats, type SeatStore } from './seats.ts'
import { openSessionStore, type SessionStore } from './sessions.ts'
import { openShelfDays, type ShelfDayStore } from './shelfDays.ts'
import { openStanding, type StandingStore } from './standing.ts'
import { openTries, type TryStore } from './tries.ts'

/** The database rooms, as the rules see them. */
export interface Store {
  meta: MetaStore
  rows: RowStore
  history: HistoryStore
  feed: Feed
  reading: Reading
  journal: JournalStore
  sealed: SealedStore
  revisions: RevisionStore
  accounts: AccountStore
  registrations: RegistrationStore
  acts: ActStore
  resets: ResetStore
  joins: JoinStore
  sessions: SessionStore
  deviceKeys: DeviceKeyStore
  seats: SeatStore
  heard: HeardStore
  tries: TryStore
  lowStock: LowStockStore
  demand: DemandStore
  conduct: ConductStore
  pictures: PictureStore
  edits: EditStore
  sales: SalesStore
  shelfDays: ShelfDayStore
  standing: StandingStore
  mail: MailStore
  /** Names this database for ever; a re-created one has another. */
  epoch: string
  /** Runs `work` in one durable transaction: once it returns, all of it is on disk; when it throws, none of it is. */
  write<T>(work: () => T): T
  /** A write that gives the rows it saves a revision of their own. */
  revise<T>(at: number, work: (rev: number) => T): T
  close(): void
  /** For rooms of the store only. */
  database: Database
}

/** What reports read. */
export type ReadStore = Pick<
  Store,
  | 'rows'
  | 'sales'
  | 'shelfDays'
  | 'standing'
  | 'lowStock'
  | 'heard'
  | 'deviceKeys'
  | 'journal'
  | 'demand'
  | 'conduct'
>

/** Opens what reports read on a file that another connection writes to. */
export function openReadStore(path: string): ReadStore & { read<T>(work: () => T): T; close(): void } {
  const database = openReadOnly(path)
  const conduct = openConduct(database)
  return {
    rows: openRows(database, openHistory(database), conduct),
    sales: openSales(database),
    shelfDays: openShelfDays(database),
    standing: openStanding(database),
    lowStock: openLowStock(database),
    heard: openHeard(database),
    deviceKeys: openDeviceKeys(database),
    journal: openJournal(database),
    demand: openDemand(database),
    conduct,
    /** All of it as of one commit. */
    read: (work) => database.transaction(work).deferred(),
    close: () => void database.close(),
  }
}

/** Opens the store on a file, or on ":memory:". Throws when it is newer than this code, or not durable. */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  const meta = openMeta(database)
  const revisions = openRevisions(database)
  const history = openHistory(database)
  const conduct = openConduct(database)
  const rows = openRows(database, history, conduct)
  const write = <T>(work: () => T) => transaction(database, work)
  if (meta.get('words') === null)
    write(() => {
      history.indexAll()
      meta.set('words', 'all')
    })
  return {
    database,
    meta,
    revisions,
    rows,
    history,
    feed: openFeed(database),
    reading: openReading(database),
    journal: openJournal(database),
    sealed: openSealed(database),
    accounts: openAccounts(database),
    registrations: openRegistrations(database),
    acts: openActs(database),
    resets: openResets(database),
    joins: openJoins(database),
    sessions: openSessionStore(database),
    deviceKeys: openDeviceKeys(database),
    seats: openSeats(database),
    heard: openHeard(database),
    tries: openTries(database),
    lowStock: openLowStock(database),
    demand: openDemand(database),
    conduct,
    pictures: openPictures(database),
    edits: openEdits(database),
    sales: openSales(database),
    shelfDays: openShelfDays(database),
    standing: openStanding(database),
    mail: openMail(database),
    epoch: meta.getOrMake('epoch', () => randomUUID()),
    write,
    revise: (at, work) =>
      write(() => {
        const rev = revisions.head().rev + 1
        const result = work(rev)
        revisions.add(rev, at)
        return result
      }),
    close: () => void database.close(),
  }
}
