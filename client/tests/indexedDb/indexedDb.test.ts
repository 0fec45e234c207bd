import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openMemory } from './factory.ts'
import { type Kind, play } from './play.ts'
import { program } from './program.ts'

const other = (): Kind => ({ indexedDB: new IDBFactory(), IDBKeyRange })

test('It does what fake-indexeddb does, whatever is asked of it', async () => {
  await fc.assert(
    fc.asyncProperty(program, async (plan) => {
      expect(await play(openMemory(), plan)).toEqual(await play(other(), plan))
    }),
    { numRuns: 400 },
  )
})

test('It loses in a power cut what was not committed strictly', async () => {
  const memory = openMemory()
  const db = await opened(memory.indexedDB, 1, (made) => made.createObjectStore('rows', { keyPath: 'id' }))
  const left = () => memory.peek('it', 'rows')
  await put(db, { id: 'a' }, 'strict')
  await put(db, { id: 'b' }, 'relaxed')
  await put(db, { id: 'a', more: 1 }, 'relaxed')
  expect(left()).toHaveLength(2)
  memory.cutPower('it')
  expect(left()).toEqual([{ id: 'a' }])
  await put(db, { id: 'c' }, 'relaxed')
  await put(db, { id: 'd' }, 'strict')
  memory.cutPower('it')
  expect(left()).toHaveLength(3)
})

test('It takes back what is being committed where one of it fails, spared or not', async () => {
  const memory = openMemory()
  const db = await opened(memory.indexedDB, 1, (made) => made.createObjectStore('rows', { keyPath: 'id' }))
  await put(db, { id: 'a' }, 'strict')
  const transaction = db.transaction('rows', 'readwrite')
  const rows = transaction.objectStore('rows')
  rows.put({ id: 'b' })
  rows.add({ id: 'a' }).onerror = (event) => event.preventDefault()
  rows.put({ id: 'c' })
  transaction.commit()
  expect(() => rows.put({ id: 'd' })).toThrow()
  await new Promise((resolve) => (transaction.onabort = resolve))
  expect(memory.peek('it', 'rows')).toEqual([{ id: 'a' }])
})

test('It puts back what a copy of it held', async () => {
  const memory = openMemory()
  const db = await opened(memory.indexedDB, 1, (made) =>
    made.createObjectStore('rows', { keyPath: 'id' }).createIndex('group', 'group'),
  )
  await put(db, { id: 'a', group: 1 })
  const image = memory.image('it')
  await put(db, { id: 'a', group: 2 })
  await put(db, { id: 'b', group: 2 })
  memory.reset('it', image)
  const index = () => db.transaction('rows').objectStore('rows').index('group')
  expect(await resultOf(index().getAll())).toEqual([{ id: 'a', group: 1 }])
  expect(await resultOf(index().count(2))).toBe(0)
})

describe.each([
  ['memory', openMemory],
  ['fake-indexeddb', other],
])('%s', (_name, open) => {
  test('It asks an older tab to close before it upgrades, and keeps what there is', async () => {
    const { indexedDB } = open()
    const old = await opened(indexedDB, 1, (db) => db.createObjectStore('rows', { keyPath: 'id' }))
    await put(old, { id: 'a' })
    const told: unknown[] = []
    old.onversionchange = ({ oldVersion, newVersion }) => {
      told.push([oldVersion, newVersion])
      setImmediate(() => old.close())
    }
    const request = indexedDB.open('it', 2)
    request.onblocked = () => told.push('blocked')
    request.onupgradeneeded = () => request.transaction?.objectStore('rows').createIndex('group', 'group')
    const newer = await resultOf(request)
    expect(told).toEqual([[1, 2], 'blocked'])
    expect(await resultOf(newer.transaction('rows').objectStore('rows').getAll())).toEqual([{ id: 'a' }])
    expect(() => old.transaction('rows')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
  })

  test('It takes an upgrade back that was aborted', async () => {
    const { indexedDB } = open()
    const old = await opened(indexedDB, 1, (db) => db.createObjectStore('rows', { keyPath: 'id' }))
    await put(old, { id: 'a' })
    old.close()
    const request = indexedDB.open('it', 2)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('others')
      request.transaction?.objectStore('rows').clear()
      request.transaction?.abort()
    }
    await expect(resultOf(request)).rejects.toMatchObject({ name: 'AbortError' })
    const again = await resultOf(indexedDB.open('it'))
    expect([again.version, [...again.objectStoreNames]]).toEqual([1, ['rows']])
    expect(await resultOf(again.transaction('rows').objectStore('rows').count())).toBe(1)
    await expect(opened(indexedDB, 1, () => {})).resolves.toBeDefined()
  })

  test('It opens no version older than there is', async () => {
    const { indexedDB } = open()
    await opened(indexedDB, 2, () => {})
    await expect(opened(indexedDB, 1, () => {})).rejects.toMatchObject({ name: 'VersionError' })
  })

  test('It keeps copies, of bytes too', async () => {
    const { indexedDB } = open()
    const db = await opened(indexedDB, 1, (made) => made.createObjectStore('rows', { keyPath: 'id' }))
    const row = { id: 'a', bytes: new Uint8Array([1, 2]), deep: { list: [1] } }
    await put(db, row)
    row.bytes[0] = 9
    row.deep.list.push(2)
    const kept = await resultOf(db.transaction('rows').objectStore('rows').get('a'))
    expect(kept).toEqual({ id: 'a', bytes: new Uint8Array([1, 2]), deep: { list: [1] } })
    await expect(put(db, { id: 'b', call: () => 1 })).rejects.toMatchObject({ name: 'DataCloneError' })
  })

  test('It forgets a database that is deleted', async () => {
    const { indexedDB } = open()
    const db = await opened(indexedDB, 3, () => {})
    db.close()
    await resultOf(indexedDB.deleteDatabase('it'))
    expect(await indexedDB.databases()).toEqual([])
  })
})

function opened(indexedDB: IDBFactory, version: number, upgrade: (db: IDBDatabase) => void) {
  const request = indexedDB.open('it', version)
  request.onupgradeneeded = () => upgrade(request.result)
  return resultOf(request)
}

/** Resolves once it is committed. */
function put(db: IDBDatabase, row: object, durability: IDBTransactionDurability = 'default'): Promise<void> {
  const transaction = db.transaction('rows', 'readwrite', { durability })
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('no reason'))
    transaction.objectStore('rows').put(row)
  })
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no reason'))
  })
}
