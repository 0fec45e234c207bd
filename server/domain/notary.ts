import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { Sealed } from '../store/sealed.ts'
import type { Store } from '../store/store.ts'

/*
 * The server's own seals over what it holds: every command with what became of it, how far each device's journal goes,
 * and all those ends together. They are by a key outside the database, so that whoever edits that alone is found out.
 * Ends are added up, so that a transaction touches only those that it moves.
 */

export interface Notary {
  seal(text: string): Uint8Array
  /** `unknown`: by another key than this one. */
  read(text: string, seal: Uint8Array | null): 'right' | 'wrong' | 'missing' | 'unknown'
}

const nameBytes = 4
const macBytes = 16
const wholeKey = 'journal-seal'
/** In place of a seal that was found broken, so that what is written later does not mend it. */
const broken = new Uint8Array(nameBytes + macBytes)
/** What sums of ends are kept below. */
export const modulus = 1n << BigInt(8 * macBytes)

export function openNotary(key: Uint8Array): Notary {
  // A key object, since bytes would be made one for each command: 4 µs a seal in place of 13.
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'awning notary 1', 32)))
  const macOf = (text: string, size: number) =>
    createHmac('sha256', secret).update(text).digest().subarray(0, size)
  const name = macOf('name', nameBytes)
  return {
    seal: (text) => Buffer.concat([name, macOf(text, macBytes)]),
    read(text, seal) {
      if (seal === null) return 'missing'
      if (seal.length !== broken.length || Buffer.compare(seal, broken) === 0) return 'wrong'
      if (Buffer.compare(seal.subarray(0, nameBytes), name) !== 0) return 'unknown'
      return Buffer.compare(seal.subarray(nameBytes), macOf(text, macBytes)) === 0 ? 'right' : 'wrong'
    },
  }
}

export function textOf({ device, seq, id, hash, links, raw, outcome, rev, receivedAt }: Sealed): string {
  return JSON.stringify(['command', device, seq, id, hash, links, raw, outcome, rev, receivedAt])
}

export function endText(device: string, seq: number): string {
  return JSON.stringify(['end', device, seq])
}

export function wholeText(sum: bigint): string {
  return JSON.stringify(['whole', String(sum)])
}

/** What an end counts for among all of them. */
export function weightOf(seal: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(seal.subarray(nameBytes)).toString('hex') || '0'}`)
}

/** All ends together, as it was last sealed; null where nothing ever was. */
export function wholeIn(meta: Pick<Store['meta'], 'get'>): { sum: bigint; seal: Uint8Array } | null {
  const [, sum, seal] = /^(\d+)\.([0-9a-f]*)$/.exec(meta.get(wholeKey) ?? '') ?? []
  return sum === undefined || seal === undefined
    ? null
    : { sum: BigInt(sum), seal: new Uint8Array(Buffer.from(seal, 'hex')) }
}

/** Notes how far journals go now, by where they ended. What was not proved before is not proved by what is added to it. */
export function moveEnds(
  { sealed, meta }: Pick<Store, 'sealed' | 'meta'>,
  notary: Notary,
  moved: ReadonlyMap<string, { from: number; to: number }>,
): void {
  const whole = wholeIn(meta)
  let sum = whole?.sum ?? 0n
  for (const [device, { from, to }] of moved) {
    const before = sealed.end(device)
    const found = before ? notary.read(endText(device, before.seq), before.seal) : 'missing'
    const isProved = before ? found === 'right' && before.seq === from : from === 0
    const seal = isProved
      ? notary.seal(endText(device, to))
      : found === 'unknown' && before
        ? before.seal
        : broken
    sealed.setEnd({ device, seq: to, seal })
    sum += weightOf(seal) - (before ? weightOf(before.seal) : 0n)
  }
  sum = ((sum % modulus) + modulus) % modulus
  const found = whole ? notary.read(wholeText(whole.sum), whole.seal) : 'missing'
  const seal =
    found === 'right' ? notary.seal(wholeText(sum)) : found === 'unknown' && whole ? whole.seal : broken
  setWhole(meta, sum, seal)
}

/**
 * Seals a journal from before there were seals, at the first start with them. One that a tablet's seal stands in was
 * sealed here as well: where ours are gone somebody took them out, and it is left as it is.
 */
export function adopt(store: Store, notary: Notary): void {
  if (store.meta.get(wholeKey) !== null || store.sealed.hasSeals()) return
  sealAll(store, notary)
}

const inOnePart = 1_000

/** Seals everything as it is now, whatever it was sealed with before. */
export function sealAll(store: Store, notary: Notary): void {
  const { sealed, meta } = store
  store.write(() => {
    let sum = 0n
    sealed.removeEnds()
    for (const { device, last } of sealed.journals()) {
      for (let after = 0; after < last;) {
        const part = sealed.part(device, after, inOnePart)
        for (const row of part) sealed.setSeal(device, row.seq, notary.seal(textOf(row)))
        after = part.at(-1)?.seq ?? last
      }
      const seal = notary.seal(endText(device, last))
      sealed.setEnd({ device, seq: last, seal })
      sum += weightOf(seal)
    }
    setWhole(meta, sum % modulus, notary.seal(wholeText(sum % modulus)))
  })
}

function setWhole(meta: Pick<Store['meta'], 'set'>, sum: bigint, seal: Uint8Array): void {
  meta.set(wholeKey, `${sum}.${Buffer.from(seal).toString('hex')}`)
}
