import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { chainStart, Envelope, hashOf } from '#shared/envelope.ts'
import { OrderNumber, unitsOf } from '#shared/order.ts'
import { SyncRequest } from '#shared/protocol.ts'
import { levelId } from '#shared/tables.ts'
import { levelOf } from '#shared/stock.ts'
import { v7 } from 'uuid'
import { arrive } from '../../../../../server/domain/arrive.ts'
import { openExchange } from '../../../../../server/domain/exchange.ts'
import { openGrants } from '../../../../../server/domain/grants.ts'
import { openSeals } from '../../../../../server/domain/seals.ts'
import { openStore, type Store } from '../../../../../server/store/store.ts'

/** A database as it lies on disk. What SQLite shares in memory besides ("-shm") it makes anew after a cut. */
export const files = ['awning.db', 'awning.db-wal', 'awning.db-journal']

/** What was promised: that a device is let in, or that one of its commands is held. */
export const Mark = v.object({ device: v.string(), seq: v.optional(v.number()) })
export type Mark = v.InferOutput<typeof Mark>

/** What the tablets sent in all, in order. */
const Requests = v.object({ requests: v.array(SyncRequest), tablets: v.number() })
type Requests = v.InferOutput<typeof Requests>

export function requestsIn(folder: string): Requests {
  return v.parse(Requests, JSON.parse(readFileSync(join(folder, 'requests.json'), 'utf8')))
}

export interface Verdict {
  /** Promises that the image does not keep. */
  lost: number
  /** What in it does not fit together, in words. */
  torn: string[]
}

const Known = v.object({ number: OrderNumber })

/** Opens an image as the server would after the power is back, and looks whether it is whole. */
export async function judge(
  folder: string,
  image: ReadonlyMap<string, Buffer>,
  promised: readonly Mark[],
  rest: Requests | null,
): Promise<Verdict> {
  for (const name of [...files, 'awning.db-shm']) rmSync(join(folder, name), { force: true })
  for (const [name, bytes] of image) writeFileSync(join(folder, name), bytes)
  let store: Store
  try {
    store = openStore(join(folder, 'awning.db'))
  } catch (error) {
    return { lost: promised.length, torn: [`it does not open: ${String(error)}`] }
  }
  try {
    const lost = promised.filter((mark) => !isKept(store, mark)).length
    const torn = tearsIn(store)
    if (rest && torn.length === 0) torn.push(...(await goOn(store, rest)))
    return { lost, torn }
  } catch (error) {
    return { lost: promised.length, torn: [`it cannot be read: ${String(error)}`] }
  } finally {
    store.close()
  }
}

/** Everything is sent again, as by tablets that got no answer: what is held stays as it is, the rest comes in. */
async function goOn(store: Store, { requests }: Requests): Promise<string[]> {
  const seals = openSeals(randomBytes(32))
  const outside = { now: () => Date.now(), newId: () => v7(), random: (size: number) => randomBytes(size) }
  const grants = openGrants(store, { ...outside, seals })
  const exchange = openExchange(store, outside.now)
  for (const request of requests) {
    const { lastSeq } = await exchange.push(
      request.device,
      arrive(request, grants, { receivedAt: outside.now() }),
    )
    if (lastSeq < request.first + request.commands.length - 1)
      return [`it takes in nothing more from ${request.device}`]
  }
  return tearsIn(store)
}

function isKept(store: Store, { device, seq }: Mark): boolean {
  if (seq === undefined) return store.deviceKeys.keyOf(device) !== null
  return store.journal.known(device, seq) !== null
}

/** Journal and rows have to tell the same, each command whole or not at all. */
export function tearsIn(store: Store): string[] {
  const whole = String(store.database.pragma('integrity_check', { simple: true }))
  const torn = whole === 'ok' ? [] : [whole]
  const orders = new Map(store.rows.all('order').map((order) => [order.id, order]))
  const movements = Map.groupBy(store.rows.all('movement'), ({ orderId }) => orderId ?? '')
  const steps = new Set(store.rows.all('status').map(({ id }) => id))
  const head = store.revisions.head().rev
  let placed = 0
  for (const { device, seq, rev, command, previous } of journalOf(store)) {
    const name = `command ${seq} of ${device}`
    if (command.seq !== previous.seq + 1) torn.push(`before ${name} is a gap`)
    if (hashOf(command, previous.hash) !== command.hash) torn.push(`${name} breaks the chain`)
    if (rev > head) torn.push(`${name} is newer than the head`)
    if (command.name === 'order.setStatus' && !steps.has(command.id)) torn.push(`${name} left no step`)
    if (command.name !== 'order.place') continue
    placed += 1
    const order = orders.get(command.id)
    const moved = movements.get(command.id)?.filter(({ reason }) => reason === 'sale') ?? []
    if (!order || order.number !== v.parse(Known, command.args).number) torn.push(`${name} left no order`)
    else if (moved.reduce((sum, { quantity }) => sum - quantity, 0) !== unitsOf(order))
      torn.push(`${name} left an order without its movements`)
  }
  if (placed !== orders.size) torn.push(`${orders.size} orders of ${placed} commands`)
  return [...torn, ...wrongLevels(store)]
}

function wrongLevels(store: Store): string[] {
  const shelves = Map.groupBy(store.rows.all('movement'), (row) => levelId(row.productId, row.locationId))
  return store.rows.all('level').flatMap(({ id, quantity }) => {
    const due = levelOf(shelves.get(id) ?? [], [])
    return due === quantity ? [] : [`level ${id} is ${quantity} instead of ${due}`]
  })
}

interface Held {
  device: string
  seq: number
  raw: string
  rev: number
}

function* journalOf(store: Store) {
  const held = store.database
    .prepare<[], Held>('SELECT device, seq, raw, rev FROM command ORDER BY device, seq')
    .all()
  let previous = { device: '', seq: 0, hash: chainStart }
  for (const one of held) {
    if (one.device !== previous.device) previous = { device: one.device, seq: 0, hash: chainStart }
    const command = v.parse(Envelope, JSON.parse(one.raw))
    yield { ...one, command, previous }
    previous = { device: one.device, seq: one.seq, hash: command.hash }
  }
}
