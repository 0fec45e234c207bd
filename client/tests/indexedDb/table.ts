import { compare, isKey, type Key, type KeyPath, memberAt, readerOf } from './keys.ts'
import type { Kept } from './plain.ts'
import { everything, KeyRange } from './ranges.ts'
import { Item, Shelf } from './shelf.ts'

/** What a transaction did, step by step, and how each is taken back; a row's says which. */
export type Undo = Change[]
export interface Change {
  back(): void
  table?: Table
  key?: Key
}
export type Image = readonly ({ key: Key } & Kept)[]

export interface IndexTerms {
  name: string
  keyPath: string | readonly string[]
  unique: boolean
  multiEntry: boolean
}

/** What lies in an object store, and its indexes. Each change says how it is undone. */
export class Table {
  readonly name: string
  readonly keyPath: KeyPath
  readonly shelf = new Shelf()
  readonly indexes = new Map<string, Index>()

  constructor(name: string, keyPath: KeyPath) {
    this.name = name
    this.keyPath = keyPath
  }

  put(key: Key, kept: Kept, mustBeNew: boolean, undo: Undo): Key {
    const old = this.shelf.find(key, key)?.item
    if (old && mustBeNew) throw new DOMException('there is one under this key', 'ConstraintError')
    for (const index of this.indexes.values()) index.refuseDoubles(kept.value, key)
    const before = old && { value: old.value, isPlain: old.isPlain }
    this.#set(key, old, kept)
    undo.push({ table: this, key, back: () => this.#set(key, this.shelf.find(key, key)?.item, before) })
    return key
  }

  /** All that lies here, as a copy of the disk would hold it. */
  image(): Image {
    return this.shelf.places.map(({ item: { key, value, isPlain } }) => ({ key, value, isPlain }))
  }

  reset(image: Image): void {
    this.remove(everything, [])
    for (const { key, ...kept } of image) this.put(key, kept, true, [])
  }

  remove(range: KeyRange, undo: Undo): void {
    const [from, to] = this.shelf.spanOf(range)
    for (const { item } of this.shelf.places.slice(from, to)) {
      const { key, value, isPlain } = item
      this.#set(key, item, undefined)
      undo.push({ table: this, key, back: () => this.#set(key, undefined, { value, isPlain }) })
    }
  }

  addIndex(terms: IndexTerms, undo: Undo): void {
    const index = new Index(terms)
    this.indexes.set(terms.name, index)
    undo.push({ back: () => this.indexes.delete(terms.name) })
    for (const { item } of this.shelf.places) {
      index.refuseDoubles(item.value, item.key)
      index.move(item, undefined, item.value)
    }
  }

  removeIndex(name: string, undo: Undo): void {
    const index = this.indexes.get(name)
    if (!index) throw new DOMException(`no index is called ${name}`, 'NotFoundError')
    this.indexes.delete(name)
    undo.push({ back: () => this.indexes.set(name, index) })
  }

  #set(key: Key, old: Item | undefined, kept: Kept | undefined): void {
    const before = old?.value
    const item = old ?? (kept && new Item(key, kept.value, kept.isPlain))
    if (!item) return
    if (!kept) this.shelf.remove(key, key)
    else if (!old) this.shelf.insert(item)
    else Object.assign(old, kept)
    for (const index of this.indexes.values()) index.move(item, before, kept?.value)
  }
}

export class Index {
  readonly terms: IndexTerms
  readonly shelf = new Shelf()
  readonly #read: (value: unknown) => Key | undefined

  constructor(terms: IndexTerms) {
    this.terms = terms
    this.#read = readerOf(terms.keyPath)
  }

  refuseDoubles(value: unknown, primaryKey: Key): void {
    if (!this.terms.unique) return
    for (const key of this.#keysOf(value)) {
      const place = this.shelf.places[this.shelf.spanOf(KeyRange.lowerBound(key))[0]]
      if (place && compare(place.key, key) === 0 && compare(place.item.key, primaryKey) !== 0)
        throw new DOMException(`another has this ${this.terms.name}`, 'ConstraintError')
    }
  }

  move(item: Item, before: unknown, after: unknown): void {
    if (this.terms.multiEntry) {
      for (const key of this.#keysOf(before)) this.shelf.remove(key, item.key)
      for (const key of this.#keysOf(after)) this.shelf.insert({ key, item })
      return
    }
    const [old, next] = [this.#read(before), this.#read(after)]
    if (old !== undefined && next !== undefined && compare(old, next) === 0) return
    if (old !== undefined) this.shelf.remove(old, item.key)
    if (next !== undefined) this.shelf.insert({ key: next, item })
  }

  #keysOf(value: unknown): Key[] {
    const { keyPath, multiEntry } = this.terms
    const found: unknown =
      typeof keyPath === 'string' ? memberAt(value, keyPath.split('.')) : this.#read(value)
    if (!multiEntry || !Array.isArray(found)) return isKey(found) ? [found] : []
    const keys = found.filter(isKey).sort(compare)
    return keys.filter((key, at) => at === 0 || compare(key, keys[at - 1] ?? key) !== 0)
  }
}
