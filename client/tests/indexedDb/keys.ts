/* Keys as IndexedDB orders them: numbers, dates, texts, arrays. Bytes as keys are not needed here, and refused. */

export type Key = number | string | Date | readonly Key[]
export type KeyPath = string | readonly string[] | null

export function compare(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const ranks = rankOf(a) - rankOf(b)
  if (ranks !== 0) return ranks
  return isList(a) && isList(b) ? compareLists(a, b) : Number(a) - Number(b)
}

function compareLists(a: readonly Key[], b: readonly Key[]): number {
  const shared = Math.min(a.length, b.length)
  for (let at = 0; at < shared; at += 1) {
    const [left, right] = [a[at], b[at]]
    const order = left === undefined || right === undefined ? 0 : compare(left, right)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function rankOf(key: Key): number {
  if (typeof key === 'number') return 0
  if (typeof key === 'string') return 2
  return isList(key) ? 3 : 1
}

function isList(key: unknown): key is readonly Key[] {
  return Array.isArray(key)
}

export function isKey(value: unknown): value is Key {
  if (typeof value === 'string') return true
  if (typeof value === 'number') return !Number.isNaN(value)
  if (value instanceof Date) return !Number.isNaN(value.getTime())
  return Array.isArray(value) && value.every(isKey)
}

export function keyFrom(value: unknown): Key {
  if (!isKey(value)) throw new DOMException('this is not a key', 'DataError')
  return value
}

/** How an index or a store reads the key of a value; undefined where the value has none. */
export function readerOf(keyPath: string | readonly string[]): (value: unknown) => Key | undefined {
  if (typeof keyPath === 'string') {
    const path = keyPath.split('.')
    return (value) => {
      const found = memberAt(value, path)
      return isKey(found) ? found : undefined
    }
  }
  const readers = keyPath.map((path) => readerOf(path))
  return (value) => {
    const found: Key[] = []
    for (const read of readers) {
      const key = read(value)
      if (key === undefined) return undefined
      found.push(key)
    }
    return found
  }
}

export function memberAt(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}
