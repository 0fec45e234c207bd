import { allotmentId, type Allotment, freeOf } from '#shared/allotment.ts'
import { grantFor, type Shared, wishOf } from '#shared/sharing.ts'
import { plainProduct } from '#shared/catalogue.ts'
import { prepare } from '#shared/command.ts'
import { decide, missing } from '#shared/decide.ts'
import { Draft } from '#shared/draft.ts'
import type { Envelope } from '#shared/envelope.ts'
import type { Row, Table } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'

/*
 * One scarce product at one place, the tablets that sell it and the server between them. Commands are the real ones and
 * run by the real rules, on rows in a map; what is left out is everything that other simulations are about.
 */

const id = (tail: number) => `019a0000-0000-7000-8000-${String(tail).padStart(12, '0')}`
const [productId, locationId, person] = [id(1), id(2), id(3)]
const manager = id(9)
const deviceOf = (index: number) => id(100 + index)

type Rows = Map<string, Row>

interface Tablet {
  device: string
  /** What the server had said, with all that was done here since. */
  rows: Rows
  journal: Envelope[]
  /** How much of the journal the server is known to hold. */
  sent: number
}

/** `loaded` lie there to begin with. */
export function openStand(tablets: number, loaded: number) {
  let commands = 1_000
  const server = {
    rows: new Map<string, Row>([
      [`product ${productId}`, { ...plainProduct, id: productId, name: 'Honey', scarce: true, stamps: {} }],
    ]),
    seen: new Map<string, number>(),
  }
  const devices = Array.from({ length: tablets }, (_, index) => deviceOf(index))
  const all = devices.map((device): Tablet => ({ device, rows: new Map(server.rows), journal: [], sent: 0 }))
  take(server.rows, command(manager, 'stock.move', { reason: 'received', quantity: loaded }, 0))

  function command(device: string, name: string, args: Record<string, unknown>, at: number): Envelope {
    const { quantity, ...rest } = args
    const isMove = name === 'stock.move'
    return {
      ...{ id: id(commands++), device, seq: 1, name, v: name === 'order.place' || isMove ? 2 : 1 },
      args: isMove
        ? { locationId, lines: [{ productId, quantity }], ...rest }
        : { productId, locationId, ...args },
      ...{ actor: person, grant: person, at, offset: 0, uncertainty: 0, zone: 'UTC', base: 0 },
      hash: '0'.repeat(64),
    }
  }

  function note(tablet: Tablet, made: Envelope): void {
    tablet.journal.push(made)
    take(tablet.rows, made)
  }

  function tabletAt(index: number): Tablet {
    const tablet = all[index]
    if (!tablet) throw new RangeError('no such tablet')
    return tablet
  }

  function sharedIn(rows: Rows, at: number): Shared {
    return { level: levelIn(rows), tablets: devices, allotments: allotmentsIn(rows), at }
  }

  /** What the server takes in of a tablet's journal, each command once, and then answers. */
  function exchange(tablet: Tablet, at: number): void {
    for (const [place, made] of tablet.journal.entries()) {
      if (place < (server.seen.get(tablet.device) ?? 0)) continue
      server.seen.set(tablet.device, place + 1)
      take(server.rows, made)
    }
    const own = ownIn(server.rows, tablet.device)
    if (!own?.asked || own.asked === own.answered) return
    const granted = own.granted + grantFor(sharedIn(server.rows, at), own)
    server.rows.set(`allotment ${own.id}`, { ...own, granted, answered: own.asked })
  }

  return {
    /** What this tablet may sell freely. */
    free: (index: number) => {
      const own = ownIn(tabletAt(index).rows, deviceOf(index))
      return own ? freeOf(own) : 0
    },
    sell(index: number, quantity: number, at: number): void {
      const line = { productId, name: 'Honey', price: 100, quantity, taxRate: 0, total: quantity * 100 }
      const order = { number: 'A-0001', currency: 'GBP', taxIncluded: true, taxes: [], payments: [] }
      const made = command(deviceOf(index), 'order.place', {}, at)
      const args = { ...order, locationId, lines: [line], total: line.total, startStatus: 'completed' }
      note(tabletAt(index), { ...made, args })
    },
    /** One conversation; `isLost`: the server took everything in, and its answer never came. */
    talk(index: number, at: number, isLost = false): void {
      const tablet = tabletAt(index)
      exchange(tablet, at)
      if (isLost) return
      tablet.sent = tablet.journal.length
      tablet.rows = new Map(server.rows)
      const wish = wishOf(sharedIn(tablet.rows, at), ownIn(tablet.rows, tablet.device), tablet.device)
      if (!wish) return
      const { kind, ...args } = wish
      const whose = kind === 'take' ? { deviceId: tablet.device } : {}
      note(tablet, command(tablet.device, `allotment.${kind}`, { ...whose, ...args }, at))
    },
    /** What nobody holds, by what the server knows. */
    held: () => allotmentsIn(server.rows).map((own) => freeOf(own)),
    level: () => levelIn(server.rows),
  }
}

function take(rows: Rows, envelope: Envelope): void {
  const ready = prepare(envelope)
  if (!ready.ok) throw new Error(`${envelope.name}: ${ready.code}`)
  const draft = new Draft()
  for (;;) {
    const more = missing([ready.prepared], draft, false)
    if (!more) break
    for (const [table, key] of more.rows) load(draft, table, key, rows)
  }
  decide(ready.prepared, draft)
  draft.eachWrite((table, row) => rows.set(`${table} ${row.id}`, row))
}

function load<T extends Table>(draft: Draft, table: T, key: string, rows: Rows): void {
  draft.load(table, key, rows.get(`${table} ${key}`) as Row<T> | undefined)
}

function levelIn(rows: Rows): number {
  return (rows.get(`level ${levelId(productId, locationId)}`) as Row<'level'> | undefined)?.quantity ?? 0
}

function ownIn(rows: Rows, device: string): Allotment | undefined {
  return rows.get(`allotment ${allotmentId(productId, locationId, device)}`) as Allotment | undefined
}

function allotmentsIn(rows: Rows): Allotment[] {
  return [...rows].flatMap(([key, row]) => (key.startsWith('allotment ') ? [row as Allotment] : []))
}
