import type { Deed, Program, Range, Step } from './program.ts'

export interface Kind {
  indexedDB: IDBFactory
  IDBKeyRange: typeof IDBKeyRange
}

/** Does all of it to a database of this kind: what each transaction was told, and what lies there in the end. */
export async function play(kind: Kind, { transactions }: Program): Promise<unknown> {
  const db = await open(kind)
  const logs = transactions.map(() => [] as unknown[])
  await Promise.all(transactions.map((plan, index) => run(kind, db, plan, logs[index] ?? [])))
  const left = await everythingIn(db)
  db.close()
  return { logs, left }
}

function open({ indexedDB }: Kind): Promise<IDBDatabase> {
  const request = indexedDB.open('it', 3)
  request.onupgradeneeded = () => {
    for (const name of ['rows', 'others']) {
      const store = request.result.createObjectStore(name, { keyPath: 'id' })
      store.createIndex('group', 'group')
      store.createIndex('group+at', ['group', 'at'])
      store.createIndex('code', 'code', { unique: true })
      store.createIndex('tags', 'tags', { multiEntry: true })
      store.createIndex('note', 'note')
    }
  }
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error(request.error?.name))
  })
}

function run(
  kind: Kind,
  db: IDBDatabase,
  { mode, stores, deeds }: Program['transactions'][number],
  log: unknown[],
): Promise<void> {
  const transaction = db.transaction(stores, mode)
  const over = new Promise<void>((resolve) => {
    transaction.oncomplete = () => resolve(void log.push('complete'))
    transaction.onabort = () => resolve(void log.push(['abort', transaction.error?.name ?? null]))
  })
  // One that is being committed is taken back by an error whether that is spared or not; fake-indexeddb spares it.
  const isCommitted = deeds.some(({ act }) => act.act === 'commit')
  const doAll = async () => {
    for (const deed of deeds) {
      const spares = deed.spares && !isCommitted
      const answer = begin(kind, transaction, { ...deed, spares }, log)
      if (deed.act.act === 'abort' || deed.act.act === 'commit') return
      if (deed.waits) await answer
    }
  }
  void doAll()
  return over
}

/** Resolves with the answer, or at once where there will be none. */
function begin(kind: Kind, transaction: IDBTransaction, deed: Deed, log: unknown[]): Promise<void> | null {
  try {
    const request = ask(kind, transaction, deed)
    if (!request) return null
    const steps = deed.act.act === 'walk' ? [...deed.act.steps] : []
    return new Promise((resolve) => {
      request.onsuccess = () => {
        log.push([deed.act.act, shown(request.result)])
        if (!goOn(request.result, steps, log)) resolve()
      }
      request.onerror = (event) => {
        log.push([deed.act.act, 'failed', request.error?.name])
        if (deed.spares) event.preventDefault()
        resolve()
      }
    })
  } catch (error) {
    log.push([deed.act.act, 'threw', nameOf(error)])
    return null
  }
}

function ask({ IDBKeyRange: ranges }: Kind, transaction: IDBTransaction, { store: name, act }: Deed) {
  const store = transaction.objectStore(name)
  if ('row' in act) return store[act.act](act.row)
  if (!('index' in act)) {
    if (act.act === 'clear') return store.clear()
    transaction[act.act]()
    return null
  }
  const source = act.index === '' ? store : store.index(act.index)
  if (act.act === 'walk') return source.openCursor(act.range && rangeIn(ranges, act.range), act.direction)
  const range = rangeIn(ranges, act.range)
  if (act.act === 'delete') return store.delete(range)
  if (act.act === 'getAll' || act.act === 'getAllKeys') return source[act.act](range, act.most)
  return source[act.act](range)
}

function rangeIn(ranges: typeof IDBKeyRange, range: Range): IDBKeyRange {
  if ('only' in range) return ranges.only(range.only)
  const { lower, upper, lowerOpen, upperOpen } = range
  if (lower === undefined) return ranges.upperBound(upper, upperOpen)
  return upper === undefined
    ? ranges.lowerBound(lower, lowerOpen)
    : ranges.bound(lower, upper, lowerOpen, upperOpen)
}

/** Whether the cursor went on. */
function goOn(cursor: unknown, steps: Step[], log: unknown[]): boolean {
  const step = steps.shift()
  if (!isCursor(cursor) || step === undefined) return false
  try {
    if (step === 'update') cursor.update({ ...cursor.value, at: 3 })
    if (step === 'delete') cursor.delete()
    if (step === 'advance') cursor.advance(2)
    else if (typeof step === 'object') cursor.continue(step.to)
    else cursor.continue()
    return true
  } catch (error) {
    log.push(['step', 'threw', nameOf(error)])
    return false
  }
}

/** Where there are two reasons to refuse, either will do. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : 'what?'
  return ['ReadOnlyError', 'TransactionInactiveError', 'InvalidStateError'].includes(name) ? 'refused' : name
}

function isCursor(result: unknown): result is IDBCursorWithValue {
  return typeof result === 'object' && result !== null && 'continue' in result
}

function shown(result: unknown): unknown {
  if (!isCursor(result)) return structuredClone(result)
  return structuredClone([result.key, result.primaryKey, result.value])
}

async function everythingIn(db: IDBDatabase): Promise<unknown> {
  const transaction = db.transaction(['rows', 'others'])
  const sources = ['rows', 'others'].flatMap((name) => {
    const store = transaction.objectStore(name)
    return [store, ...[...store.indexNames].map((index) => store.index(index))]
  })
  return Promise.all(
    sources.map(
      (source) =>
        new Promise((resolve) => {
          const request = source.getAll()
          request.onsuccess = () => resolve(structuredClone(request.result))
        }),
    ),
  )
}
