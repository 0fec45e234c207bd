import { createApp } from 'vue'
import CannotStart from './features/app/CannotStart.vue'

export interface Trouble {
  title: string
  text: string
}

/** Another tab with an older version may hold on to the database; this is said when opening takes long. */
export const heldOpen: Trouble = {
  title: 'Still opening the till',
  text: 'If Awning is open in another tab or window, close that one; this one then goes on by itself.',
}

const insecure: Trouble = {
  title: 'Awning needs a safe address',
  text: 'This page was opened without https, so the browser does not let it keep orders or prove which tablet it is. Ask whoever runs the server for the https address.',
}

const noStorage: Trouble = {
  title: 'This browser does not let Awning keep orders',
  text: 'Awning saves every order on this tablet before it says so, and this browser gives it nowhere to save. Private windows and blocked site data do that: open Awning in an ordinary window, and allow it to store data.',
}

const noRoom: Trouble = {
  title: 'This tablet is full',
  text: 'There is no room left to keep orders safely. Remove photos or apps, then try again. What Awning has saved is still here.',
}

const newer: Trouble = {
  title: 'This tablet already runs a newer Awning',
  text: 'What is saved here was written by a newer version. Connect to the network and try again, so that the newer version can load. Nothing is lost.',
}

const other: Trouble = {
  title: 'The till could not be opened',
  text: 'The browser would not open what Awning has saved here. Close every other Awning tab and try again; if that does not help, restart the tablet. Do not clear the browser’s data: orders that still wait are in it.',
}

const blocked = ['SecurityError', 'InvalidStateError', 'MissingAPIError', 'MissingApiError']

/** Why Awning may not even be tried here. */
export function troubleBefore(from: Window = window): Trouble {
  return from.isSecureContext ? noStorage : insecure
}

/** What a person can do about a till that did not open. */
export function troubleOf(error: unknown): Trouble {
  const names = namesOf(error)
  if (names.includes('QuotaExceededError')) return noRoom
  if (names.includes('VersionError')) return newer
  return names.some((name) => blocked.includes(name)) ? noStorage : other
}

/** Says so on the whole screen; returns what takes that back. */
export function explain(why: Trouble): () => void {
  const screen = createApp(CannotStart, { ...why })
  screen.mount('#app')
  return () => screen.unmount()
}

/** The error's name and those of what is wrapped in it, as Dexie does. */
function namesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  return [error.name, ...namesOf('inner' in error ? error.inner : undefined)]
}
