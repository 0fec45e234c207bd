import type { Courier, CourierStatus } from '../../data/courier.ts'

type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
}

/**
 * Of several tabs one does the syncing. It tells the others how things stand, and they hand it a person's wish to send
 * now, so that every tab's badge tells the truth and every tab's button works.
 */
export function shareCourier(
  courier: Courier,
  channel: Channel = new BroadcastChannel('awning.courier'),
): Courier {
  const listeners = new Set<(status: CourierStatus) => void>()
  let heard: CourierStatus | null = null

  const isLeading = () => courier.status().reach !== 'unknown'
  const status = () => (isLeading() ? courier.status() : (heard ?? courier.status()))
  const tell = () => isLeading() && channel.postMessage(courier.status())
  const show = () => {
    for (const take of listeners) take(status())
  }

  channel.onmessage = ({ data }) => {
    if (data === 'ask') tell()
    else if (data === 'now') courier.now()
    else if (isStatus(data)) {
      heard = data
      show()
    }
  }
  courier.subscribe(() => {
    tell()
    show()
  })
  channel.postMessage('ask')

  return {
    status,
    subscribe(take) {
      listeners.add(take)
      return () => listeners.delete(take)
    },
    now() {
      courier.now()
      channel.postMessage('now')
    },
    stop() {
      courier.stop()
      channel.close()
    },
  }
}

/** Only tabs of this very app speak here; an older version may still speak of something else. */
function isStatus(data: unknown): data is CourierStatus {
  const keys = ['reach', 'sending', 'lastAnswerAt', 'needsSignIn']
  return typeof data === 'object' && data !== null && keys.every((key) => key in data)
}
