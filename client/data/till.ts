import type {
  EditsAnswer,
  EditsStand,
  Grant,
  LowStockAnswer,
  OrderAnswer,
  OrdersAnswer,
  OrdersRequest,
} from '#shared/api.ts'
import type { Reach } from '#shared/contact.ts'
import type { OrderMailsAnswer } from '#shared/mail.ts'
import type { ArgsOf, CommandName } from '#shared/command.ts'
import type { PlacedOrder } from '#shared/order.ts'
import type { Device } from '#shared/rows.ts'
import { openAllotments } from './allotments.ts'
import { type Api, openApi } from './api.ts'
import { Database } from './db.ts'
import { openDrawer } from './drawer.ts'
import { deviceHere, leave, personHere, shutOutHere } from './here.ts'
import { enrol, type Enrolment, type Result, takeOver } from './identity.ts'
import { askToJoin, type Asking, lookAtJoin, type Standing } from './joining.ts'
import { foresee, type Placed, record, recordAll, type RecordCode, type Seen } from './journal.ts'
import type { Outside } from './outside.ts'
import { openPins, type Pins } from './pin.ts'
import { withRoom } from './room.ts'
import { clearPictures, pictureOf, sendPictures } from './pictures.ts'
import { seal } from './seal.ts'
import { surprised } from './surprised.ts'
import type { Tap } from './tap.ts'
import type { Line, Progress, SyncCode, SyncResult } from './line.ts'
import { askBeside, converse } from './sync.ts'
import { type Office, openOffice } from './office.ts'
import { mendTorn } from './torn.ts'

const mostRounds = 3
const aDay = 86_400_000

export type Recorded = { ok: true; id: string; isHeld: boolean } | { ok: false; code: RecordCode }

export type Found<T> = { ok: true; value: T } | { ok: false; code: SyncCode }

export interface RecordOptions {
  /** A UUIDv7 for it. Recording it again, from whichever tab and after whatever crash, gives what there is. */
  id?: string
  /** When it happened, epoch ms by the server's clock; the device's own clock where it is left out. */
  at?: number
  /** By how much (ms) that may be off. */
  uncertainty?: number
}

type Recordable = Exclude<CommandName, 'order.place'>

/** One of several that are recorded together. */
export type Deed = { [N in Recordable]: { name: N; args: ArgsOf<N>; id: string } }[Recordable]

export interface Till {
  db: Database
  api: Api
  /** What whoever is signed in does for the business, with a connection. */
  office: Office
  /** This device's own row; null while it is not enrolled. */
  device(): Promise<Device | null>
  /** Who is on the till. */
  person(): Promise<Grant | null>
  /** Since when a manager has shut this tablet out, once the server holds all that it had and nothing is left here; else null. */
  shutOut(): Promise<number | null>
  enrol(input: Enrolment): Promise<Result>
  /** Asks for a code by which a manager makes this browser a tablet from another one; the one there is, while it is good. */
  askToJoin(wish: Asking['wish'], isAnew?: boolean): Promise<Asking['answer']>
  /** What became of that; once it is confirmed, this browser is a tablet. */
  lookAtJoin(): Promise<Standing>
  /** Puts the person who is signed in on the till. */
  takeOver(): Promise<Result>
  /** Takes the person off the till. The journal stays and still syncs. */
  leave(): Promise<void>
  /** The six digits by which people who share this tablet say who they are. */
  pins: Pins
  /** Reads ahead what placing this order under this id will find. Null where it cannot be placed as it stands. */
  foresee(order: Omit<PlacedOrder, 'number'>, id: string): Promise<Seen | null>
  /** Resolves only once the order is durable on this device; sooner where it was foreseen. */
  placeOrder(
    order: Omit<PlacedOrder, 'number'>,
    options?: RecordOptions & { seen?: Seen | null },
  ): Promise<Placed>
  record<N extends Recordable>(name: N, args: ArgsOf<N>, options?: RecordOptions): Promise<Recorded>
  /** Records all of these, or none of them. */
  recordAll(deeds: readonly Deed[]): Promise<Recorded>
  /** Opens a drawer under this id, and sells into it from now on. */
  openDrawer(args: ArgsOf<'till.open'>, id: string): Promise<Recorded>
  /** Seals how to reach a customer to the server's public key; only the server can open it again. */
  seal(contactKey: string, reach: Reach): Promise<string>
  /** The bytes of a product's picture, as far as they are here or can be had now. */
  picture(hash: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** One whole conversation: sends everything that waits, takes in everything that is new. */
  sync(): Promise<SyncResult>
  /** Orders that the server holds and this tablet perhaps not, the latest first. */
  lookBack(request: OrdersRequest): Promise<Found<OrdersAnswer>>
  /** One order with all that came to it, from the server. */
  fetchOrder(id: string): Promise<Found<OrderAnswer>>
  /** What became of an order's mails, from the server. */
  mailsOf(orderId: string): Promise<Found<OrderMailsAnswer>>
  /** Which shelves are low and since when, from the server. */
  lowStock(): Promise<Found<LowStockAnswer>>
  /** What was changed of a product, from the server: before this edit, or last. */
  editsOf(productId: string, before: EditsStand | null): Promise<Found<EditsAnswer>>
  /** Gives up the request that is under way, which is safe at any moment: what was lost is asked for again. */
  interrupt(): void
  /** The ticket of the last conversation, for the stream of pokes. */
  ticket(): string | null
  /** Tells how far a conversation has come; null when it is over. */
  onProgress(take: (progress: Progress | null) => void): void
  close(): void
}

export async function openTill(name: string, outside: Outside): Promise<Till> {
  const db = new Database(name, outside)
  await db.open()
  return tillOn(db, outside)
}

/** On a database that is open. */
export async function tillOn(db: Database, outside: Outside): Promise<Till> {
  await mendTorn(db).catch(surprised)
  const api = openApi(outside.fetch)
  let takeProgress: (progress: Progress | null) => void = () => undefined
  const line: Line = {
    ...{ db, api, outside, ticket: null, device: null, surprises: new Map() },
    tell: (progress) => takeProgress(progress),
  }
  let hasBallast = false
  let clearedAt = 0
  const ballast = outside.ballast && {
    keep: outside.ballast.keep,
    giveUp: () => {
      hasBallast = false
      return outside.ballast?.giveUp() ?? Promise.resolve(false)
    },
  }
  const allotments = openAllotments(db, outside)
  /** What a tablet asks for is answered in the next conversation, and so is what it takes of that. */
  async function tended(talk: () => Promise<SyncResult>): Promise<SyncResult> {
    for (let rounds = 0; ; rounds += 1) {
      const result = await talk()
      if (!result.ok || rounds === mostRounds || !(await allotments.tend().catch(surprised))) return result
    }
  }
  const { sync, interrupt } = oneAtATime(async (signal) => {
    const result = await tended(() => converse(line, signal))
    takeProgress(null)
    // What cannot be sent now is sent after the next conversation.
    if (result.ok && line.ticket !== null) await sendPictures(db, api, line.ticket).catch(() => undefined)
    if (result.ok && Math.abs(outside.now() - clearedAt) > aDay) {
      clearedAt = outside.now()
      await clearPictures(db, clearedAt).catch(surprised)
    }
    if (result.ok && !hasBallast) {
      hasBallast = true
      void ballast?.keep()
    }
    return result
  })
  const tap = (made: Tap, seen: Seen | null = null) =>
    withRoom(ballast, () => record(db, outside, made, seen))

  return {
    db,
    api,
    office: openOffice(outside.fetch, () => line.ticket),
    device: () => deviceHere(db),
    person: () => personHere(db),
    shutOut: () => shutOutHere(db),
    enrol: (input) => enrol(db, api, outside, input),
    askToJoin: (wish, isAnew) => askToJoin(db, api, outside, wish, isAnew),
    lookAtJoin: () => lookAtJoin(db, api, outside),
    takeOver: () => takeOver(db, api, outside),
    leave: () => leave(db),
    pins: openPins(db, outside),
    foresee: (args, id) => foresee(db, outside, { name: 'order.place', args, id }),
    placeOrder: (args, { seen, ...options } = {}) => tap({ name: 'order.place', args, ...options }, seen),
    record: async (name, args, options = {}) => recordedOf(await tap({ name, args, ...options })),
    recordAll: async (deeds) => recordedOf(await withRoom(ballast, () => recordAll(db, outside, deeds))),
    openDrawer: async (args, id) =>
      recordedOf(await withRoom(ballast, () => openDrawer(db, outside, args, id))),
    seal: (contactKey, reach) => seal(outside.subtle, contactKey, reach),
    picture: (hash) => pictureOf(db, api, line.ticket, hash, outside.now()),
    sync,
    lookBack: (request) => askBeside(line, (ticket) => api.orders(request, ticket)),
    fetchOrder: (id) => askBeside(line, (ticket) => api.order(id, ticket)),
    mailsOf: (orderId) => askBeside(line, (ticket) => api.orderMails(orderId, ticket)),
    lowStock: () => askBeside(line, (ticket) => api.lowStock(ticket)),
    editsOf: (productId, before) => askBeside(line, (ticket) => api.edits(productId, before, ticket)),
    interrupt,
    ticket: () => line.ticket,
    onProgress(take) {
      takeProgress = take
    },
    close() {
      interrupt()
      allotments.close()
      db.close()
    },
  }
}

function recordedOf(placed: Placed): Recorded {
  return placed.ok ? { ok: true, id: placed.id, isHeld: placed.isHeld } : placed
}

/**
 * Whoever asks while a conversation is under way gets the next one, shared, so that what was recorded before asking
 * has been sent when the promise resolves.
 */
function oneAtATime(converse: (signal: AbortSignal) => Promise<SyncResult>) {
  let running: Promise<SyncResult> | null = null
  let next: Promise<SyncResult> | null = null
  let hangUp = new AbortController()
  const begin = (): Promise<SyncResult> => {
    hangUp = new AbortController()
    next = null
    running = converse(hangUp.signal).finally(() => {
      running = null
    })
    return running
  }
  return {
    sync(): Promise<SyncResult> {
      if (next) return next
      if (!running) return begin()
      next = running.then(begin, begin)
      return next
    },
    interrupt: () => hangUp.abort(),
  }
}
