import { expect, it, vi } from 'vitest'
import { openUpdates } from './updates.ts'

vi.useFakeTimers({ toFake: ['setInterval'] })

it('offers a version that waits, and reloads once it has started', async () => {
  const tab = await openTab({ waiting: true })
  expect(tab.updates.isReady.value).toBe(true)
  expect(await tab.updates.start()).toBe(true)
  expect(tab.told).toEqual(['start-now'])
  expect(tab.reloads()).toBe(1)
})

it('starts nothing while a tab is busy', async () => {
  const tab = await openTab({ waiting: true, isBusy: true })
  expect(await tab.updates.start()).toBe(false)
  expect(tab.told).toEqual([])
  expect(tab.reloads()).toBe(0)
})

it('says nothing of the very first version', async () => {
  const tab = await openTab({ waiting: false, isFirst: true })
  tab.change()
  expect(tab.updates.isReady.value).toBe(false)
  expect(tab.updates.shouldReload()).toBe(false)
})

it('goes on with the old version when another tab has started the new one, until the next page', async () => {
  const tab = await openTab({ waiting: false })
  tab.change()
  expect(tab.reloads()).toBe(0)
  expect(tab.updates.shouldReload()).toBe(true)
})

it('reloads when nothing waits any more, because it has started already', async () => {
  const tab = await openTab({ waiting: false })
  tab.change()
  expect(await tab.updates.start()).toBe(true)
  expect(tab.reloads()).toBe(1)
})

interface Standing {
  waiting: boolean
  isFirst?: boolean
  isBusy?: boolean
}

/** A tab with a service worker that starts the moment it is told to. */
async function openTab({ waiting, isFirst = false, isBusy = false }: Standing) {
  const container = new EventTarget()
  const change = () => container.dispatchEvent(new Event('controllerchange'))
  const told: unknown[] = []
  const worker = {
    postMessage(message: unknown) {
      told.push(message)
      change()
    },
  }
  const registration = Object.assign(new EventTarget(), {
    waiting: waiting ? worker : null,
    installing: null,
    update: async () => undefined,
  })
  const serviceWorker = Object.assign(container, {
    controller: isFirst ? null : {},
    register: async () => registration,
  }) as unknown as ServiceWorkerContainer
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' }) as unknown as Document
  let reloads = 0
  const updates = openUpdates(() => ({
    serviceWorker,
    document: page,
    reload: () => void (reloads += 1),
    whileNobodyIsBusy: async (act) => {
      if (!isBusy) await act()
      return !isBusy
    },
  }))
  await updates.register('/sw.js')
  return { updates, told, change, reloads: () => reloads }
}
