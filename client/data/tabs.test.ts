import { afterEach, expect, it, vi } from 'vitest'
import type { Channel, Outside } from './outside.ts'
import { type CourierStatus, nothingKnown } from './status.ts'
import { joinTabs, type Tabs } from './tabs.ts'
import { outsideWith } from './testing.ts'

let browsers = 0
const open: (() => void)[] = []

afterEach(() => {
  for (const close of open.splice(0)) close()
})

it('lets one tab lead, and another once that one is closed', async () => {
  const browser = openBrowser()
  const [first, second] = [browser.tab(), browser.tab()]
  await until(() => first.isLeading())
  await pause(60)
  expect(second.isLeading()).toBe(false)
  first.close()
  await until(() => second.isLeading())
})

it('tells every tab how things stand, however late it was opened', async () => {
  const browser = openBrowser()
  const leader = browser.tab()
  await until(() => leader.isLeading())
  leader.show({ reach: 'online', lastAnswerAt: 5 })
  const late = browser.tab()
  await until(() => late.status().reach === 'online')
  expect(late.status().lastAnswerAt).toBe(5)
  leader.show({ reach: 'offline' })
  expect(late.status().reach).toBe('offline')
})

it('hands the wish to send now to the tab that can, and to no other', async () => {
  const browser = openBrowser()
  const leader = browser.tab()
  await until(() => leader.isLeading())
  const [other, third] = [browser.tab(), browser.tab()]
  other.tabs.now()
  expect([leader.rings(), other.rings(), third.rings()]).toEqual([1, 0, 0])
})

it('takes the lead from a tab that the browser has frozen, and gives it no second one', async () => {
  const browser = openBrowser()
  const frozen = browser.tab()
  await until(() => frozen.isLeading())
  const other = browser.tab()
  await pause(100)
  expect(other.isLeading()).toBe(false)
  const thaw = frozen.freeze()
  await until(() => other.isLeading())
  thaw()
  await until(() => !frozen.isLeading())
  expect(other.isLeading()).toBe(true)
  other.close()
  await until(() => frozen.isLeading())
})

it('takes the lead to the tab that somebody looks at', async () => {
  const browser = openBrowser()
  const first = browser.tab()
  await until(() => first.isLeading())
  const second = browser.tab()
  first.hide()
  await until(() => second.isLeading() && !first.isLeading())
})

it('leaves the lead to a tab that answers while nobody looks at any', async () => {
  const browser = openBrowser()
  const [first, second] = [browser.tab(), browser.tab()]
  first.hide()
  second.hide()
  await until(() => first.isLeading())
  await pause(150)
  expect(second.isLeading()).toBe(false)
})

it('lets one of several tabs take the lead, and the others follow that one', async () => {
  const browser = openBrowser()
  const frozen = browser.tab()
  await until(() => frozen.isLeading())
  const others = [browser.tab(), browser.tab(), browser.tab()]
  frozen.freeze()
  await until(() => others.some((tab) => tab.isLeading()))
  await pause(150)
  expect(others.filter((tab) => tab.isLeading())).toHaveLength(1)
})

it('passes over what it does not understand', async () => {
  const browser = openBrowser()
  const leader = browser.tab()
  await until(() => leader.isLeading())
  for (const word of [null, 'ask', { say: 'sing' }, { say: 'status', status: { reach: 'far' } }])
    browser.say(word)
  expect(leader.rings()).toBe(0)
})

it('ends where there is nothing more to lead', async () => {
  const { joined } = openBrowser().tab({ lead: async () => undefined })
  await pause(30)
  expect(joined()).toBe(1)
})

/** The tabs of one browser, on real locks. Ten milliseconds stand for each second. */
function openBrowser() {
  const name = `tabs ${(browsers += 1)}`
  const ears = new Set<Channel>()
  const speak = (from: Channel | null, data: unknown) => {
    for (const ear of ears) if (ear !== from) ear.onmessage?.(new MessageEvent('message', { data }))
  }
  return {
    say: (data: unknown) => speak(null, data),
    tab(changes: { lead?: (signal: AbortSignal) => Promise<void> } = {}) {
      const stopped = new AbortController()
      const own: Channel = {
        onmessage: null,
        close: () => void ears.delete(own),
        postMessage: (data: unknown) => speak(own, data),
      }
      let status: CourierStatus = nothingKnown
      let [rings, joined] = [0, 0]
      let [isLeading, isWatched] = [false, true]
      let thawed = Promise.resolve()
      const outside: Outside = outsideWith({
        locks: navigator.locks,
        channel() {
          ears.add(own)
          return own
        },
        random: Math.random,
        async wait(ms, signal) {
          await outsideWith().wait(ms / 100, signal)
          await thawed
        },
      })
      const tabs: Tabs = joinTabs(
        name,
        outside,
        {
          status: () => status,
          isWatched: () => isWatched,
          ring: () => void (rings += 1),
          hear: (heard) => (status = heard),
          async lead(signal) {
            joined += 1
            if (changes.lead) return changes.lead(signal)
            isLeading = true
            await new Promise((resolve) => signal.addEventListener('abort', resolve))
            await thawed
            isLeading = false
          },
        },
        stopped.signal,
      )
      const close = () => stopped.abort()
      open.push(close)
      return {
        tabs,
        close,
        status: () => status,
        rings: () => rings,
        joined: () => joined,
        isLeading: () => isLeading,
        hide: () => (isWatched = false),
        show(news: Partial<CourierStatus>) {
          status = { ...status, ...news }
          tabs.tell()
        },
        /** The page does nothing and hears nothing more, and keeps what locks it has. */
        freeze() {
          ears.delete(own)
          let thaw = () => {}
          thawed = new Promise((resolve) => (thaw = resolve))
          return () => {
            ears.add(own)
            thaw()
          }
        },
      }
    },
  }
}

function until(holds: () => boolean): Promise<void> {
  return vi.waitFor(() => expect(holds()).toBe(true), { timeout: 2_000, interval: 5 })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
