import { compare, type Key } from './keys.ts'
import type { KeyRange } from './ranges.ts'

/** A value and the key it lies under. */
export class Item {
  readonly key: Key
  value: unknown
  isPlain: boolean
  /** Itself, as an item stands on its store's own shelf in its own place. */
  readonly item: Item

  constructor(key: Key, value: unknown, isPlain: boolean) {
    this.key = key
    this.value = value
    this.isPlain = isPlain
    this.item = this
  }
}

/** Where an item stands: on its store's shelf by its own key, on an index's by the key that the index reads. */
export interface Place {
  key: Key
  item: Item
}

/** Places in order. */
export class Shelf {
  readonly places: Place[] = []

  /** Where this place is, or would be. */
  positionOf(key: Key, primaryKey: Key): number {
    const last = this.places.at(-1)
    if (!last || orderOf(last, key, primaryKey) < 0) return this.places.length
    return this.#first((place) => orderOf(place, key, primaryKey) >= 0)
  }

  find(key: Key, primaryKey: Key): Place | undefined {
    const place = this.places[this.positionOf(key, primaryKey)]
    return place && orderOf(place, key, primaryKey) === 0 ? place : undefined
  }

  insert(place: Place): void {
    const at = this.positionOf(place.key, place.item.key)
    if (at === this.places.length) this.places.push(place)
    else this.places.splice(at, 0, place)
  }

  remove(key: Key, primaryKey: Key): void {
    const at = this.positionOf(key, primaryKey)
    const place = this.places[at]
    if (place && orderOf(place, key, primaryKey) === 0) this.places.splice(at, 1)
  }

  /** Positions from the first in the range up to behind its last. */
  spanOf({ lower, upper, lowerOpen, upperOpen }: KeyRange): [from: number, to: number] {
    const from =
      lower === undefined
        ? 0
        : this.#first(({ key }) => (lowerOpen ? compare(key, lower) > 0 : compare(key, lower) >= 0))
    const to =
      upper === undefined
        ? this.places.length
        : this.#first(({ key }) => (upperOpen ? compare(key, upper) >= 0 : compare(key, upper) > 0))
    return [from, Math.max(from, to)]
  }

  #first(isThere: (place: Place) => boolean): number {
    let [low, high] = [0, this.places.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const place = this.places[middle]
      if (place && isThere(place)) high = middle
      else low = middle + 1
    }
    return low
  }
}

function orderOf(place: Place, key: Key, primaryKey: Key): number {
  const order = compare(place.key, key)
  return order === 0 && place.item !== place ? compare(place.item.key, primaryKey) : order
}
