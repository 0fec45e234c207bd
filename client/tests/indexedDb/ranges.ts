import { compare, type Key, keyFrom } from './keys.ts'

/** IDBKeyRange. */
export class KeyRange {
  readonly lower: Key | undefined
  readonly upper: Key | undefined
  readonly lowerOpen: boolean
  readonly upperOpen: boolean

  constructor(lower: Key | undefined, upper: Key | undefined, lowerOpen: boolean, upperOpen: boolean) {
    this.lower = lower
    this.upper = upper
    this.lowerOpen = lowerOpen
    this.upperOpen = upperOpen
  }

  static only(key: unknown): KeyRange {
    return new KeyRange(keyFrom(key), keyFrom(key), false, false)
  }

  static lowerBound(key: unknown, isOpen = false): KeyRange {
    return new KeyRange(keyFrom(key), undefined, isOpen, true)
  }

  static upperBound(key: unknown, isOpen = false): KeyRange {
    return new KeyRange(undefined, keyFrom(key), true, isOpen)
  }

  static bound(lower: unknown, upper: unknown, lowerOpen = false, upperOpen = false): KeyRange {
    const order = compare(keyFrom(lower), keyFrom(upper))
    if (order > 0 || (order === 0 && (lowerOpen || upperOpen)))
      throw new DOMException('nothing lies between these', 'DataError')
    return new KeyRange(keyFrom(lower), keyFrom(upper), lowerOpen, upperOpen)
  }

  includes(key: unknown): boolean {
    const wanted = keyFrom(key)
    const below = this.lower === undefined ? 1 : compare(wanted, this.lower)
    const above = this.upper === undefined ? -1 : compare(wanted, this.upper)
    return (this.lowerOpen ? below > 0 : below >= 0) && (this.upperOpen ? above < 0 : above <= 0)
  }
}

export const everything = new KeyRange(undefined, undefined, true, true)

/** What was asked for: a range, a key, or all there is. */
export function rangeFrom(query: unknown): KeyRange {
  if (query === undefined || query === null) return everything
  return query instanceof KeyRange ? query : KeyRange.only(query)
}
