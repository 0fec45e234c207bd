/*
 * What is stored is a copy that nobody can change, so that it can be handed out as it is: most of what lies in these
 * tables is JSON. What is not (bytes, keys of WebCrypto) is cloned on its way in and on its way out.
 */

export interface Kept {
  value: unknown
  isPlain: boolean
}

export function keep(value: unknown): Kept {
  const copy = frozenCopy(value)
  return copy === notPlain
    ? { value: structuredClone(value), isPlain: false }
    : { value: copy, isPlain: true }
}

const notPlain = Symbol('not plain')

function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object')
    return typeof value === 'function' || typeof value === 'symbol' ? notPlain : value
  if (value === null) return value
  if (Array.isArray(value)) return frozenList(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? frozenRecord(value) : notPlain
}

function frozenList(list: readonly unknown[]): unknown {
  const copy: unknown[] = []
  let isSame = Object.isFrozen(list)
  for (const member of list) {
    const kept = frozenCopy(member)
    if (kept === notPlain) return notPlain
    isSame &&= kept === member
    copy.push(kept)
  }
  return isSame ? list : Object.freeze(copy)
}

function frozenRecord(record: object): unknown {
  const copy: Record<string, unknown> = {}
  let isSame = Object.isFrozen(record)
  for (const [name, member] of Object.entries(record)) {
    const kept = frozenCopy(member)
    if (kept === notPlain) return notPlain
    isSame &&= kept === member
    copy[name] = kept
  }
  return isSame ? record : Object.freeze(copy)
}
