import { readonly, ref } from 'vue'
import { isBusyHere, whileNobodyIsBusy } from './busy.ts'

interface Outside {
  serviceWorker: ServiceWorkerContainer
  document: Document
  reload: () => void
  whileNobodyIsBusy: (act: () => Promise<void>) => Promise<boolean>
}

const anHour = 3_600_000
/** A slow tablet takes a while to start it, and a page that was loaded before would be the old one again. */
const patience = 20_000

/**
 * A new version is fetched in the background and waits. It starts when a person asks and no tab is busy. The other tabs
 * go on with the old one and load the new one when they next change the page, or while nobody looks.
 */
export function openUpdates(outside: () => Outside = browser) {
  const isReady = ref(false)
  let registration: ServiceWorkerRegistration | undefined
  let isOld = false

  async function register(url: string) {
    const { serviceWorker, document } = outside()
    const hadOne = serviceWorker.controller !== null
    let isFirst = !hadOne
    serviceWorker.addEventListener('controllerchange', () => {
      if (!isFirst) outlive()
      isFirst = false
    })
    registration = await serviceWorker.register(url)
    if (registration.waiting && hadOne) isReady.value = true
    registration.addEventListener('updatefound', () => follow(registration?.installing ?? null))
    setInterval(look, anHour)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') look()
      else if (isOld && !isBusyHere.value) outside().reload()
    })
  }

  function follow(worker: ServiceWorker | null) {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && outside().serviceWorker.controller) isReady.value = true
    })
  }

  /** Without a network there is nothing to find, which is no surprise. */
  function look() {
    registration?.update().catch(() => undefined)
  }

  /** Another tab has started the new version. */
  function outlive() {
    isOld = true
    isReady.value = true
    if (outside().document.visibilityState === 'hidden' && !isBusyHere.value) outside().reload()
  }

  /** Starts the new version; false while a tab is busy. */
  function start(): Promise<boolean> {
    return outside().whileNobodyIsBusy(async () => {
      const { serviceWorker, reload } = outside()
      if (registration?.waiting) {
        const started = new Promise((resolve) => {
          serviceWorker.addEventListener('controllerchange', resolve, { once: true })
          setTimeout(resolve, patience)
        })
        registration.waiting.postMessage('start-now')
        await started
      }
      reload()
    })
  }

  return {
    isReady: readonly(isReady),
    register,
    start,
    /** Whether the next page should be loaded anew rather than drawn by the old version. */
    shouldReload: () => isOld && !isBusyHere.value,
  }
}

export const updates = openUpdates()

function browser(): Outside {
  return {
    serviceWorker: navigator.serviceWorker,
    document,
    reload: () => location.reload(),
    whileNobodyIsBusy,
  }
}
