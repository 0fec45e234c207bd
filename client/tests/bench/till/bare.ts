import type { Page } from 'playwright-core'
import { soon, tapOn } from './probe.ts'

/**
 * The bare limit of a sale: the rows that the last order wrote, written once more under other ids into the same stores
 * by one strict transaction of the browser's own, behind a tap on a copy of the app's own button: what a button draws
 * when it is let go comes before any answer. What was written for it is removed again. Gives the ms from the tap until
 * the transaction was complete.
 */
export async function bareSale(page: Page, taken: number): Promise<number> {
  await page.evaluate(prepareBare, taken)
  await (
    await tapOn(page, '.bare-cover')
  )()
  const written = page.evaluate(async () => {
    const ms = (await window.bare?.ms) ?? NaN
    await window.bare?.clear()
    return ms
  })
  return soon(written, 'the end of the bare transaction')
}

interface Bare {
  ms: Promise<number>
  clear(): Promise<void>
}

declare global {
  interface Window {
    bare?: Bare
  }
}

/** Runs in the page. */
async function prepareBare(taken: number): Promise<void> {
  interface Kept {
    seq: number
    id: string
    touched: string[]
  }
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('a request failed'))
    })
  const ended = (transaction: IDBTransaction) =>
    new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'))
    })
  const [{ name = '' } = {}] = (await indexedDB.databases()).filter((database) =>
    database.name?.startsWith('awning'),
  )
  const database = await done(indexedDB.open(name))
  const reading = database.transaction(database.objectStoreNames, 'readonly')
  const cursor = await done(reading.objectStore('entries').openCursor(null, 'prev'))
  if (!cursor) throw new Error('nothing was sold yet')
  const entry = cursor.value as Kept
  const other = (text: string) =>
    text.replaceAll(entry.id, crypto.randomUUID().replace(/^.{13}/, entry.id.slice(0, 13)))
  const puts: [store: string, value: unknown][] = []
  for (const key of entry.touched) {
    const [store = '', id = ''] = key.split(' ')
    puts.push([store, await done(reading.objectStore(store).get(id))])
    const copy: unknown = await done(reading.objectStore('base').get(key))
    if (copy) puts.push(['base', copy])
  }
  for (const key of ['head', 'clock']) puts.push(['meta', await done(reading.objectStore('meta').get(key))])
  puts.push(['entries', { ...entry, seq: 1_000_000_000 + taken }])
  const copies = JSON.parse(other(JSON.stringify(puts))) as typeof puts
  const added: [store: string, key: IDBValidKey][] = []
  for (const [store, value] of copies) {
    const { keyPath } = reading.objectStore(store)
    const key = (value as Record<string, IDBValidKey>)[String(keyPath)]
    if (key !== undefined && (await done(reading.objectStore(store).count(key))) === 0)
      added.push([store, key])
  }
  const strict: IDBTransactionOptions = { durability: 'strict' }
  const button = document.querySelector('.saved-panel button')
  const cover = button?.cloneNode(true)
  if (!(button && cover instanceof HTMLElement)) throw new Error('nothing says that it is saved')
  cover.classList.add('bare-cover')
  const { left, top, width } = button.getBoundingClientRect()
  const place = { left: `${left}px`, top: `${top}px`, width: `${width}px` }
  Object.assign(cover.style, { position: 'fixed', zIndex: '99999', ...place })
  const { promise, resolve } = Promise.withResolvers<number>()
  const bare: Bare = {
    ms: promise,
    async clear() {
      cover.remove()
      const clearing = database.transaction(database.objectStoreNames, 'readwrite', strict)
      for (const [store, key] of added) clearing.objectStore(store).delete(key)
      await ended(clearing)
      database.close()
    },
  }
  window.bare = bare
  cover.addEventListener('click', (event) => {
    const writing = database.transaction(database.objectStoreNames, 'readwrite', strict)
    for (const [store, value] of copies) writing.objectStore(store).put(value)
    writing.commit()
    void ended(writing).then(() => resolve(performance.now() - event.timeStamp))
  })
  document.body.append(cover)
}
