import { askedWords, fits, hasWords, type OrderFilter, type Sought, soughtOf } from '#shared/finding.ts'
import type { Status } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { linesText } from './words.ts'
import { WordIndex } from './wordIndex.ts'

/** What a list shows of an order and asks it for, so that thousands of them fit into memory. */
export interface Digest extends Sought {
  number: string
  customer: string
  /** Its lines on one line. */
  what: string
  total: number
  promisedAt: number | null
  status: Status
}

export const sortings = ['newest', 'promised', 'total', 'customer'] as const
export type Sorting = (typeof sortings)[number]

export function digestOf(order: Order): Digest {
  const { number, lines, total, promisedAt = null, status } = order
  const customer = order.customer?.name ?? ''
  return { ...soughtOf(order), number, customer, what: linesText(lines), total, promisedAt, status }
}

/** Every order on this tablet in short, to be found by words and sorted without asking the database. */
export class Finder {
  readonly #digests = new Map<string, Digest>()
  readonly #words = new WordIndex()
  /** Newest first, with what has gone or changed since, and without what came since. */
  #newest: Digest[] = []
  #fresh: Digest[] = []
  #hasGone = false

  get size(): number {
    return this.#digests.size
  }

  has(id: string): boolean {
    return this.#digests.has(id)
  }

  put(digest: Digest): void {
    const before = this.#digests.get(digest.id)
    if (before) this.remove(digest.id)
    this.#words.add(digest.id, digest.words)
    this.#digests.set(digest.id, digest)
    this.#fresh.push(digest)
  }

  remove(id: string): void {
    const before = this.#digests.get(id)
    if (!before) return
    this.#words.remove(id, before.words)
    this.#digests.delete(id)
    this.#hasGone = true
  }

  clear(): void {
    for (const id of [...this.#digests.keys()]) this.remove(id)
  }

  /** The same array as before where nothing is asked for and nothing has changed. */
  find(filter: OrderFilter, sorting: Sorting, isFlagged: (orderId: string) => boolean): readonly Digest[] {
    const asked = askedWords(filter.text ?? '')
    const some = asked.length === 0 ? this.#all() : this.#worded(asked)
    const found = isNarrowed(filter) ? some.filter((digest) => fits(digest, filter, isFlagged)) : some
    return asked.length === 0 && sorting === 'newest' ? found : [...found].sort(comparers[sorting])
  }

  /** What is in order already costs the sort next to nothing. */
  #all(): readonly Digest[] {
    if (this.#fresh.length === 0 && !this.#hasGone) return this.#newest
    const all = [...this.#newest, ...this.#fresh]
    const here = this.#hasGone ? all.filter((digest) => this.#digests.get(digest.id) === digest) : all
    this.#newest = here.sort(comparers.newest)
    this.#fresh = []
    this.#hasGone = false
    return this.#newest
  }

  #worded(asked: readonly string[]): Digest[] {
    return [...this.#words.find(asked)].flatMap((id) => {
      const digest = this.#digests.get(id)
      return digest && hasWords(digest.words, asked) ? [digest] : []
    })
  }
}

/** Whether anything but words is asked for. */
function isNarrowed(filter: OrderFilter): boolean {
  return Object.keys(filter).some((name) => name !== 'text')
}

type Compare = (a: Digest, b: Digest) => number

const newest: Compare = (a, b) => b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1)
const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** What has no promise or no name comes last, the newest first among equals. */
const comparers: Record<Sorting, Compare> = {
  newest,
  promised: (a, b) => (a.promisedAt ?? Infinity) - (b.promisedAt ?? Infinity) || newest(a, b),
  total: (a, b) => b.total - a.total || newest(a, b),
  customer: (a, b) =>
    Number(a.customer === '') - Number(b.customer === '') ||
    byName.compare(a.customer, b.customer) ||
    newest(a, b),
}
