import { v7 } from 'uuid'
import { plainProduct } from '#shared/catalogue.ts'
import { quickNotes } from '#shared/denominations.ts'
import { type PlacedOrder, totalsOf } from '#shared/order.ts'
import { windowStart } from '#shared/scope.ts'
import { levelsAt } from '../../data/queries.ts'
import { openTill } from '../../data/till.ts'
import { type Mishaps, noMishaps, openNetwork, rough } from '../network.ts'
import { tabletOutside } from '../outside.ts'
import { dice } from '#shared/dice.ts'
import { takenIn } from '../taken.ts'
import { fetchFrom, openVisitor } from '../visitor.ts'
import { type Sums, sumsOf } from './sums.ts'

export interface Place {
  url: string
  /** Of whoever enrols the tablet. */
  cookie: string
  zone: string
  /** Whether customers leave an address. */
  mail: boolean
  seed: number
}

/** A product to sell. `price` is in minor units; `stock` is what the stall is given of it. */
export interface Good {
  id: string
  sku: string
  name: string
  category: string
  price: number
  stock: number
}

export interface Sale {
  at: number
  lines: { product: string; quantity: number }[]
}

/** What somebody found on some shelves. */
export interface ShelfCount {
  at: number
  counted: { product: string; quantity: number }[]
}

/** The products a replay has made on a server that may hold more, and how many of each have to lie there in the end. */
export interface Ours {
  ends: ReadonlyMap<string, number>
}

/** What a tablet holds of what it is to hold today. */
export interface Sum {
  rows: Sums
  /** Of how many of this replay's products more or less lies there than should. */
  uneven: number
}

export type ReplayTablet = Awaited<ReturnType<typeof openTablet>>

/** A tablet of the replay: the real tablet code on a storage in memory, and a network that can be cut. */
export async function openTablet({ url, cookie, zone, mail, seed }: Place) {
  const random = dice(seed)
  const network = openNetwork(openVisitor(fetchFrom(url), cookie).fetch)
  const till = await openTill('awning', tabletOutside(network.fetch, { zone: () => zone, random }))
  const mishaps = noMishaps()

  return {
    async enrol({ name, locationId }: { name: string; locationId: string }): Promise<string> {
      const enrolled = await till.enrol({ name, locationId })
      if (!enrolled.ok) throw new Error(enrolled.sentence)
      await catchUp()
      return (await till.device())?.id ?? ''
    },

    async stock({ goods, at }: { goods: Good[]; at: number }): Promise<void> {
      const locationId = await placeHere()
      for (const { id, stock: _, ...fields } of goods)
        await till.record('product.save', { id, isNew: true, fields: { ...plainProduct, ...fields } })
      const lines = goods
        .filter((good) => good.stock > 0)
        .map(({ id, stock }) => ({ productId: id, quantity: stock }))
      for (let from = 0; from < lines.length; from += 500)
        await till.record(
          'stock.move',
          { locationId, reason: 'received', lines: lines.slice(from, from + 500) },
          { at },
        )
      await catchUp()
    },

    catchUp,

    /** Sells and counts, each at its own time. */
    async sell(deeds: (Sale | ShelfCount)[], sold: () => void): Promise<void> {
      network.cut()
      const locationId = await placeHere()
      const business = await till.db.business.get('business')
      const products = new Map((await till.db.product.toArray()).map((product) => [product.id, product]))
      if (!business) throw new Error('the tablet has not taken in its business')
      for (const deed of deeds) {
        if ('counted' in deed) {
          await count(deed, locationId)
          continue
        }
        const order = orderOf(deed.lines, products, business, locationId, random)
        const placed = await till.placeOrder(mail ? await addressed(order) : order, { at: deed.at })
        if (!placed.ok) throw new Error(`an order was refused: ${placed.code}`)
        sold()
      }
    },

    /** Syncs over a rough network until nothing waits. */
    async reconnect(sent: (size: number) => void): Promise<Mishaps> {
      network.take(rough(random, mishaps))
      let last = 0
      till.onProgress((progress) => {
        if (progress) sent(progress.done - last)
        last = progress?.done ?? 0
      })
      for (;;) {
        const synced = await till.sync()
        if (synced.ok && (await till.db.entries.where('state').equals('waiting').count()) === 0) break
        await new Promise((resolve) => setTimeout(resolve, random() * 20))
      }
      network.mend()
      return mishaps
    },

    async sum({ ends }: Ours): Promise<Sum> {
      const view = { locationId: null, since: windowStart(Date.now()) }
      const levels = await levelsAt(till.db, await placeHere())
      const uneven = [...ends].filter(([id, end]) => (levels.get(id)?.quantity ?? 0) !== end).length
      return { rows: sumsOf(await takenIn(till.db, view)), uneven }
    },

    async close(): Promise<void> {
      till.close()
    },
  }

  /** The same order, of a customer whose address nobody else has. */
  async function addressed<O extends object>(order: O) {
    const key = (await till.db.business.get('business'))?.contactKey ?? ''
    const sealed = await till.seal(key, { email: `${v7()}@example.org` })
    return { ...order, customer: { contact: { sealed, email: true, phone: false } } }
  }

  async function count({ at, counted }: ShelfCount, locationId: string): Promise<void> {
    const levels = await levelsAt(till.db, locationId)
    const lines = counted.map(({ product, quantity }) => {
      return { productId: product, quantity, expected: levels.get(product)?.quantity ?? 0 }
    })
    const recorded = await till.record('stock.count', { locationId, lines }, { at })
    if (!recorded.ok) throw new Error(`a count was refused: ${recorded.code}`)
  }

  async function catchUp(): Promise<void> {
    const synced = await till.sync()
    if (!synced.ok) throw new Error(`a tablet could not sync: ${synced.code}`)
  }

  async function placeHere(): Promise<string> {
    const device = await till.device()
    if (!device) throw new Error('the tablet is not enrolled')
    return device.locationId
  }
}

function orderOf(
  sold: Sale['lines'],
  products: ReadonlyMap<string, { id: string; name: string; price: number; taxRate: number }>,
  { currency, taxIncluded }: { currency: string; taxIncluded: boolean },
  locationId: string,
  random: () => number,
): Omit<PlacedOrder, 'number'> {
  const lines = sold.map(({ product, quantity }) => {
    const found = products.get(product)
    if (!found) throw new Error('the tablet has not taken in every product')
    const { id: productId, name, price, taxRate } = found
    return { productId, name, price, quantity, taxRate, total: price * quantity }
  })
  const { taxes, total } = totalsOf(lines, taxIncluded)
  const notes = quickNotes(total, currency)
  const tendered = notes[Math.floor(random() * notes.length)] ?? total
  const cash = { kind: 'cash', amount: total, ...(tendered > total ? { tendered } : {}) } as const
  return {
    locationId,
    currency,
    taxIncluded,
    lines,
    taxes,
    total,
    payments: [cash],
    startStatus: 'completed',
  }
}
