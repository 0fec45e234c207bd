import type { Grant } from '#shared/api.ts'
import type { ArgsOf, CommandName } from '#shared/command.ts'
import type { RejectCode } from '#shared/define.ts'
import type { PlacedOrder } from '#shared/order.ts'
import type { Device } from '#shared/rows.ts'
import { type Api, openApi, type Refusal } from './api.ts'
import { Database } from './db.ts'
import type { Outside } from './outside.ts'

/** Why a command was not recorded. Nothing was written. */
export type RecordCode = RejectCode | 'not-enrolled' | 'nobody-here'
export type Recorded = { ok: true; id: string } | { ok: false; code: RecordCode }
export type Placed = { ok: true; id: string; number: string } | { ok: false; code: RecordCode }
export type Result = { ok: true } | Refusal
export type SyncResult =
  { ok: true; sent: number; rows: number } | { ok: false; code: Refusal['code'] | 'not-enrolled' }

export interface RecordOptions {
  /** When it happened, epoch ms by the server's clock; the device's own clock where it is left out. */
  at?: number
}

export interface Progress {
  done: number
  total: number
}

export interface Till {
  db: Database
  api: Api
  /** This device's own row; null while it is not enrolled. */
  device(): Promise<Device | null>
  /** Who is on the till. */
  person(): Promise<Grant | null>
  enrol(input: { name: string; locationId: string }): Promise<Result>
  /** Puts the person who is signed in on the till. */
  takeOver(): Promise<Result>
  /** Takes the person off the till. The journal stays and still syncs. */
  leave(): Promise<void>
  /** Resolves only once the order is durable on this device. */
  placeOrder(order: Omit<PlacedOrder, 'number'>, options?: RecordOptions): Promise<Placed>
  record<N extends Exclude<CommandName, 'order.place'>>(
    name: N,
    args: ArgsOf<N>,
    options?: RecordOptions,
  ): Promise<Recorded>
  /** One whole conversation: sends everything that waits, takes in everything that is new. */
  sync(): Promise<SyncResult>
  /** The ticket of the last conversation, for the stream of pokes. */
  ticket(): string | null
  onRecorded(take: () => void): () => void
  onProgress(take: (progress: Progress | null) => void): () => void
  close(): void
}

export async function openTill(name: string, outside: Outside): Promise<Till> {
  const db = new Database(name, outside)
  await db.open()
  const soon = (): never => {
    throw new Error('soon')
  }
  return {
    db,
    api: openApi(outside.fetch),
    device: async () => (await db.read('device')).device ?? null,
    person: async () => (await db.read('person')).person ?? null,
    enrol: async () => soon(),
    takeOver: async () => soon(),
    leave: () => db.forget('person'),
    placeOrder: async () => soon(),
    record: async () => soon(),
    sync: async () => soon(),
    ticket: () => null,
    onRecorded: () => () => {},
    onProgress: () => () => {},
    close: () => db.close(),
  }
}
