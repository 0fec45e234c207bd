import { readonly, shallowRef } from 'vue'

/** Chromium's offer to put the app on the home screen (no standard yet, so no type of its own). */
interface Offer extends Event {
  prompt(): Promise<unknown>
}

const offer = shallowRef<Offer>()
const isInstalled = shallowRef(false)

/** Keeps the browser's offer for when a person asks for it. */
export function keepInstallOffer(from: Window = window): void {
  isInstalled.value = from.matchMedia('(display-mode: standalone)').matches
  from.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (isOffer(event)) offer.value = event
  })
  from.addEventListener('appinstalled', () => {
    offer.value = undefined
    isInstalled.value = true
  })
}

export function useInstall() {
  /** An offer can be taken once. */
  async function install() {
    const taken = offer.value
    offer.value = undefined
    await taken?.prompt()
  }
  return { offer: readonly(offer), isInstalled: readonly(isInstalled), install }
}

function isOffer(event: Event): event is Offer {
  return 'prompt' in event && typeof event.prompt === 'function'
}
