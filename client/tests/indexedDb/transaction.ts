import { fire, Target } from './events.ts'
import type { Undo } from './table.ts'

export type Mode = 'readonly' | 'readwrite' | 'versionchange'
/** Runs something once all that follows from what runs now has run. */
export type Later = (step: () => void) => void

/** What a test may want to lay under a storage. */
export interface Outlook {
  later: Later
  /** Before a transaction begins; what it throws the one who begins it gets. */
  begins(database: string): void
  /** Before a row is written. */
  writes(transaction: Transaction, table: string, value: unknown): void
}

/** The names of the tables it may touch: a set of them, or for an upgrade those that there are. */
export interface Scope {
  has(name: string): boolean
  keys(): IteratorObject<string>
}

export type Names = string[] & { contains(name: string): boolean }

export function namesOf(scope: Scope): Names {
  const names = [...scope.keys()].sort()
  return Object.assign(names, { contains: (name: string) => names.includes(name) })
}

export class Request extends Target {
  result: unknown = undefined
  error: DOMException | null = null
  readyState: 'pending' | 'done' = 'pending'
  readonly source: unknown
  transaction: Transaction | null
  onsuccess: unknown = null
  onerror: unknown = null

  constructor(source: unknown, transaction: Transaction | null) {
    super()
    this.source = source
    this.transaction = transaction
  }
}

interface Asked {
  request: Request
  operation: () => unknown
}

/** Who has to know when a transaction is over. */
export interface Turns {
  committed(transaction: Transaction): void
  over(transaction: Transaction): void
}

/**
 * A transaction. It takes requests while it is active: where it was made, and in its requests' callbacks, with all
 * that follows from these; when one of them leaves nothing to do it commits.
 */
export class Transaction extends Target {
  readonly db: Target & { name: string }
  readonly mode: Mode
  readonly durability: string
  readonly scope: Scope
  readonly outlook: Outlook
  readonly undo: Undo = []
  error: DOMException | null = null
  onerror: unknown = null
  onabort: unknown = null
  oncomplete: unknown = null
  isBegun = false
  readonly #turns: Turns
  readonly #open: (transaction: Transaction, table: string) => unknown
  readonly #stores = new Map<string, unknown>()
  #state: 'active' | 'inactive' | 'finished' = 'active'
  #isCommitting = false
  #asked: Asked[] = []
  #next = 0

  constructor(
    db: Target & { name: string },
    scope: Scope,
    terms: { mode: Mode; durability: string },
    outlook: Outlook,
    turns: Turns,
    open: (transaction: Transaction, table: string) => unknown,
  ) {
    super()
    this.db = db
    this.scope = scope
    this.mode = terms.mode
    this.durability = terms.durability
    this.outlook = outlook
    this.#turns = turns
    this.#open = open
  }

  get isActive(): boolean {
    return this.#state === 'active'
  }

  get isFinished(): boolean {
    return this.#state === 'finished'
  }

  get objectStoreNames(): Names {
    return namesOf(this.scope)
  }

  objectStore(name: string): unknown {
    if (this.#state === 'finished') throw new DOMException('this transaction is over', 'InvalidStateError')
    let store = this.#stores.get(name)
    if (store === undefined) this.#stores.set(name, (store = this.#open(this, name)))
    return store
  }

  ask(source: unknown, operation: () => unknown, request = new Request(source, this)): Request {
    this.assertActive()
    this.#asked.push({ request, operation })
    return request
  }

  assertActive(): void {
    if (this.#state !== 'active')
      throw new DOMException('this transaction takes nothing more', 'TransactionInactiveError')
  }

  /** What made it is done: from here on only callbacks may ask. */
  rest(): void {
    if (this.#state === 'active') this.#state = 'inactive'
  }

  begin(): void {
    this.isBegun = true
    this.#step()
  }

  commit(): void {
    if (!this.isActive) throw new DOMException('this transaction takes nothing more', 'InvalidStateError')
    this.#state = 'inactive'
    this.#isCommitting = true
  }

  abort(): void {
    if (this.#state === 'finished' || this.#isCommitting)
      throw new DOMException('this transaction is over', 'InvalidStateError')
    this.fail(null)
  }

  /** Takes everything back and ends, for this reason. */
  fail(reason: DOMException | null): void {
    if (this.#state === 'finished') return
    this.#state = 'finished'
    this.error = reason
    for (const change of this.undo.reverse()) change.back()
    this.outlook.later(() => this.#drop())
  }

  /** Tells what is left that it will not be done, one after the other, and then that all is over. */
  #drop(): void {
    const request = this.#asked[this.#next]?.request
    if (!request) {
      fire('abort', [this, this.db], true)
      this.#turns.over(this)
      return
    }
    this.#next += 1
    request.error = new DOMException('the transaction was aborted', 'AbortError')
    request.readyState = 'done'
    fire('error', [request, this, this.db], true)
    this.outlook.later(() => this.#drop())
  }

  readonly #step = (): void => {
    this.rest()
    while (this.#state !== 'finished') {
      const asked = this.#asked[this.#next]
      if (!asked) return this.#complete()
      this.#next += 1
      if (!this.#answer(asked)) continue
      this.outlook.later(this.#step)
      return
    }
  }

  /** False where nobody heard the answer, and nothing can follow from it. */
  #answer({ request, operation }: Asked): boolean {
    try {
      request.result = operation()
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      request.result = undefined
      request.error = error
    }
    request.readyState = 'done'
    const type = request.error ? 'error' : 'success'
    if (!request.error && !request.hears(type)) return false
    if (!this.#isCommitting) this.#state = 'active'
    const { isPrevented, hasThrown } = fire(type, [request, this, this.db], type === 'error')
    if (hasThrown) this.fail(new DOMException('a callback threw', 'AbortError'))
    else if (request.error && (this.#isCommitting || !isPrevented)) this.fail(request.error)
    return true
  }

  #complete(): void {
    this.#state = 'finished'
    this.#turns.committed(this)
    fire('complete', [this], false)
    this.#turns.over(this)
  }
}
