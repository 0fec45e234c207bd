import type { App } from 'vue'
import { isOutOfRoom } from '../../data/room.ts'
import type { useToasts } from '../../ui/toasts.ts'

/** The one place where what nobody expected ends up. */
export function catchSurprises(
  app: App,
  toasts: Pick<ReturnType<typeof useToasts>, 'show'>,
  from: Window = window,
) {
  function take(surprise: unknown) {
    // eslint-disable-next-line no-console -- the one place that tells whoever looks into it
    console.error(surprise)
    if (isClosed(surprise)) {
      const action = { label: 'Reload', run: () => from.location.reload() }
      toasts.show('A newer Awning has opened in another tab.', { action, seconds: 600 })
    } else if (isOutOfRoom(surprise)) {
      toasts.show(
        'This tablet is full, so that was not saved. What was saved before is safe, and an open basket is still open. Remove photos or apps, then try again.',
        { tone: 'danger', seconds: 600 },
      )
    } else {
      toasts.show('Something went wrong. Nothing that was saved is lost.', { tone: 'danger' })
    }
  }

  app.config.errorHandler = take
  from.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    take(event.reason)
  })
  from.addEventListener('error', (event) => {
    if (event.error !== null && event.error !== undefined) take(event.error)
  })
  return take
}

/** A newer tab upgraded the database and this one let go of it. */
function isClosed(surprise: unknown): boolean {
  return surprise instanceof Error && surprise.name === 'DatabaseClosedError'
}
