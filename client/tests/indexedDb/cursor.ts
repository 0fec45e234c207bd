import { compare, type Key, keyFrom } from './keys.ts'
import type { KeyRange } from './ranges.ts'
import type { Item, Place, Shelf } from './shelf.ts'
import type { Request, Transaction } from './transaction.ts'

export type Direction = 'next' | 'nextunique' | 'prev' | 'prevunique'

interface Walk {
  source: { transaction: Transaction }
  range: KeyRange
  direction: Direction
  request: Request
  shelf: Shelf
}

interface Writer {
  update(value: unknown): Request
  delete(key: Key): Request
}

/** IDBCursor. It remembers where it is by keys, so that what is written beside it does not lead it astray. */
export class Cursor {
  key: Key | undefined = undefined
  primaryKey: Key | undefined = undefined
  value: unknown = undefined
  readonly #walk: Walk
  readonly #show: false | ((item: Item) => unknown)
  readonly #writer: Writer
  #isThere = false

  constructor(walk: Walk, show: false | ((item: Item) => unknown), writer: Writer) {
    this.#walk = walk
    this.#show = show
    this.#writer = writer
  }

  get source(): unknown {
    return this.#walk.source
  }

  get request(): Request {
    return this.#walk.request
  }

  get direction(): Direction {
    return this.#walk.direction
  }

  continue(key?: unknown): void {
    this.#assertReady()
    const wanted = key === undefined ? undefined : keyFrom(key)
    if (wanted !== undefined && this.key !== undefined && compare(wanted, this.key) * this.#sign() <= 0)
      throw new DOMException('that lies behind', 'DataError')
    this.#goOn(() => this.advanceTo(wanted))
  }

  continuePrimaryKey(key: unknown, primaryKey: unknown): void {
    const [wanted, wantedPrimary] = [keyFrom(key), keyFrom(primaryKey)]
    this.#goOn(() => this.advanceTo(wanted, wantedPrimary))
  }

  advance(steps: number): void {
    if (!(steps > 0)) throw new TypeError('a cursor advances by at least one')
    this.#goOn(() => {
      for (let step = 1; step < steps; step += 1) if (this.advanceTo() === null) return null
      return this.advanceTo()
    })
  }

  update(value: unknown): Request {
    return this.#writer.update(value)
  }

  delete(): Request {
    return this.#writer.delete(keyFrom(this.primaryKey))
  }

  /** Stands at the next place, at `key` or behind it where that is given. Null where there is none. */
  advanceTo(key?: Key, primaryKey?: Key): this | null {
    const place = this.#sign() > 0 ? this.#after(key, primaryKey) : this.#before(key, primaryKey)
    this.key = place?.key
    this.primaryKey = place?.item.key
    this.value = place && this.#show ? this.#show(place.item) : undefined
    this.#isThere = place !== undefined
    return place ? this : null
  }

  /** What the specification asks first, before it looks at a key. */
  #assertReady(): void {
    this.#walk.source.transaction.assertActive()
    if (!this.#isThere) throw new DOMException('this cursor is under way, or at its end', 'InvalidStateError')
  }

  #goOn(step: () => this | null): void {
    const { source, request } = this.#walk
    this.#assertReady()
    this.#isThere = false
    request.readyState = 'pending'
    source.transaction.ask(source, step, request)
  }

  #sign(): number {
    return this.#walk.direction.startsWith('next') ? 1 : -1
  }

  #after(key?: Key, primaryKey?: Key): Place | undefined {
    const { shelf, range, direction } = this.#walk
    const [from, to] = shelf.spanOf(range)
    const isUnique = direction === 'nextunique'
    const isBehind = (place: Place) =>
      (this.key === undefined ||
        this.primaryKey === undefined ||
        (isUnique ? compare(place.key, this.key) > 0 : order(place, this.key, this.primaryKey) > 0)) &&
      (key === undefined ||
        (primaryKey === undefined ? compare(place.key, key) >= 0 : order(place, key, primaryKey) >= 0))
    const start = Math.max(from, this.#startAfter())
    for (let at = start; at < to; at += 1) {
      const place = shelf.places[at]
      if (place && isBehind(place)) return place
    }
    return undefined
  }

  /** Where to begin looking: what stands before has been seen. */
  #startAfter(): number {
    const { shelf } = this.#walk
    return this.key === undefined || this.primaryKey === undefined
      ? 0
      : shelf.positionOf(this.key, this.primaryKey)
  }

  #before(key?: Key, primaryKey?: Key): Place | undefined {
    const { shelf, range, direction } = this.#walk
    const [from, to] = shelf.spanOf(range)
    const isUnique = direction === 'prevunique'
    const isBehind = (place: Place) =>
      (this.key === undefined ||
        this.primaryKey === undefined ||
        (isUnique ? compare(place.key, this.key) < 0 : order(place, this.key, this.primaryKey) < 0)) &&
      (key === undefined ||
        (primaryKey === undefined ? compare(place.key, key) <= 0 : order(place, key, primaryKey) <= 0))
    for (let at = Math.min(to - 1, this.#startBefore()); at >= from; at -= 1) {
      const place = shelf.places[at]
      if (!place || !isBehind(place)) continue
      if (!isUnique) return place
      // Of those with one key the first stands for all.
      return shelf.places.slice(from, at + 1).find((other) => compare(other.key, place.key) === 0)
    }
    return undefined
  }

  #startBefore(): number {
    const { shelf } = this.#walk
    return this.key === undefined || this.primaryKey === undefined
      ? shelf.places.length - 1
      : shelf.positionOf(this.key, this.primaryKey)
  }
}

function order(place: Place, key: Key, primaryKey: Key): number {
  return compare(place.key, key) || compare(place.item.key, primaryKey)
}
