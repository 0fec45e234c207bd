import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { TillSession } from '#shared/rows.ts'
import { cashMovesOf, sessionById } from '../../data/drawer.ts'
import { id, ids, outsideWith } from '../../data/testing.ts'
import type { Till } from '../../data/till.ts'
import { tabsOn } from '../app/testing.ts'
import { useCashMove } from './useCashMove.ts'
import { useClosing } from './useClosing.ts'

const drawer = id(900)
let till: Till
let session: TillSession
let openTab: <T>(make: () => T) => T

beforeEach(async () => {
  vi.stubGlobal('localStorage', memory())
  const tabs = await tabsOn('cash', outsideWith())
  till = tabs.till
  openTab = tabs.within
  const args = { locationId: ids.location, currency: 'GBP', float: 2_000 }
  expect(await till.openDrawer(args, drawer)).toMatchObject({ ok: true })
  session = await read()
  return () => {
    tabs.close()
    vi.unstubAllGlobals()
  }
})

describe('cash that moves, typed in two tabs', () => {
  const open = () => openTab(() => useCashMove(() => session))
  const type = (move: ReturnType<typeof open>, digits: string, reason: string) => {
    move.digits.value = digits
    move.reason.value = reason
  }
  const moved = async () => (await cashMovesOf(till.db, drawer)).map(({ amount }) => amount).sort()

  it('is recorded as both said, where they said different things and were saved together', async () => {
    const [one, other] = [open(), open()]
    type(one, '200', 'Change from the bank')
    type(other, '300', 'More float')
    expect(await Promise.all([one.record(), other.record()])).toEqual([true, true])
    expect(await moved()).toEqual([200, 300])
  })

  it('stays in the one that said something else, to be saved after the other', async () => {
    const [one, other] = [open(), open()]
    type(one, '200', 'Change from the bank')
    type(other, '300', 'More float')
    expect(await one.record()).toBe(true)
    await settled()
    expect(other.digits.value).toBe('300')
    expect(await other.record()).toBe(true)
    expect(await moved()).toEqual([200, 300])
  })

  it('is recorded once where both show the same kept form, however often they are tapped', async () => {
    const one = open()
    type(one, '200', 'Change from the bank')
    const other = open()
    expect(other.digits.value).toBe('200')
    await Promise.all([one.record(), other.record(), one.record(), other.record()])
    await settled()
    expect(await moved()).toEqual([200])
    expect(open().isReady.value).toBe(false)
  })

  it('is forgotten in the other tab once it was recorded, and the next one is another', async () => {
    const one = open()
    type(one, '200', 'Change from the bank')
    const other = open()
    expect(await one.record()).toBe(true)
    await vi.waitFor(() => expect(other.isReady.value).toBe(false))
    type(other, '200', 'Change from the bank')
    expect(await other.record()).toBe(true)
    expect(await moved()).toEqual([200, 200])
  })
})

describe('a count that was shown', () => {
  const now = shallowRef<TillSession>()
  const open = () => openTab(() => useClosing(() => now.value ?? session))
  const move = async (kind: 'in' | 'out', amount: number) => {
    await till.record('till.move', { sessionId: drawer, kind, amount, reason: 'Change' })
    now.value = await read()
  }
  beforeEach(() => (now.value = session))

  it('is counted again where cash moved since, from the same figures and without a manager', async () => {
    const closing = open()
    closing.count.way.value = 'total'
    closing.count.total.value = '20'
    closing.show()
    expect([closing.isShown.value, closing.difference.value]).toEqual([true, 0])
    await move('in', 320)
    const again = open()
    expect([again.isShown.value, again.hasMoved.value, again.count.total.value]).toEqual([false, true, '20'])
    expect(await again.close()).toBe(false)
    again.count.total.value = '23.20'
    again.show()
    expect([again.isShown.value, again.hasMoved.value, again.difference.value]).toEqual([true, false, 0])
    expect(await again.close()).toBe(true)
    expect((await read()).closings).toMatchObject([{ counted: 2_320, expected: 2_320 }])
  })

  it('is counted again where cash moves while it is in sight, and even where it goes back', async () => {
    const closing = open()
    closing.count.way.value = 'total'
    closing.count.total.value = '20'
    closing.show()
    await move('in', 320)
    expect([closing.isShown.value, closing.hasMoved.value]).toEqual([false, true])
    await move('out', 320)
    expect([closing.isShown.value, closing.hasMoved.value]).toEqual([false, true])
  })

  it('stands after a reload where nothing moved', () => {
    const closing = open()
    closing.count.way.value = 'total'
    closing.count.total.value = '19'
    closing.show()
    const again = open()
    expect([again.isShown.value, again.hasMoved.value, again.difference.value]).toEqual([true, false, -100])
  })
})

async function read(): Promise<TillSession> {
  const found = await sessionById(till.db, drawer)
  if (!found) throw new Error('no drawer')
  return found
}

/** As long as what is asked live takes to answer. */
async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 60))
  await nextTick()
}

function memory() {
  const items = new Map<string, string>()
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  }
}
