import * as v from 'valibot'
import { isAborted, type Outside } from './outside.ts'
import { CourierStatus } from './status.ts'

/*
 * Of the tabs of one browser one leads and does the syncing: the one that holds the lock. The others ask it every few
 * seconds how things stand. A tab that its browser has frozen keeps its lock and says nothing, and one that nobody
 * looks at has slow timers: after a few asks in vain the lock is taken away from it, by a tab that somebody looks at
 * also when it did answer. It is asked rather than made to beat since an answer needs no timer, and a tab that is
 * alone needs nothing at all. Two tabs that lead for a moment are wasteful, never wrong.
 */

const askEvery = 3_000
const patience = 3

const Word = v.variant('say', [
  v.object({ say: v.literal('ask') }),
  v.object({ say: v.literal('now') }),
  v.object({ say: v.literal('status'), status: CourierStatus, isWatched: v.boolean() }),
])
type Word = v.InferOutput<typeof Word>

export interface Tab {
  status(): CourierStatus
  /** Whether somebody looks at this tab. */
  isWatched(): boolean
  /** Somebody wants everything sent at once. */
  ring(): void
  /** The leader says how things stand. */
  hear(status: CourierStatus): void
  /** Leads until the signal is aborted (this tab is closed, or another has taken the lead) or there is nothing more to lead. */
  lead(signal: AbortSignal): Promise<void>
}

export interface Tabs {
  /** Tells the others how things stand, if this tab is the one that knows. */
  tell(): void
  /** Has the leader sync at once, whichever tab that is. */
  now(): void
}

/** Joins the tabs that go by this name until `stopped`. Without locks every tab leads. */
export function joinTabs(name: string, outside: Outside, tab: Tab, stopped: AbortSignal): Tabs {
  const channel = outside.channel?.(name)
  let isLeading = false
  let unheeded = 0
  const say = (word: Word) => channel?.postMessage(word)
  const tell = () => {
    if (isLeading) say({ say: 'status', status: tab.status(), isWatched: tab.isWatched() })
  }

  if (channel) channel.onmessage = ({ data }) => take(data)
  stopped.addEventListener('abort', () => channel?.close())

  function take(data: unknown): void {
    const word = v.safeParse(Word, data)
    if (!word.success) return // of an older or a newer version of this app
    const { output } = word
    if (output.say === 'status') {
      if (isLeading) return
      if (output.isWatched || !tab.isWatched()) unheeded = 0
      tab.hear(output.status)
    } else if (isLeading) {
      if (output.say === 'now') tab.ring()
      tell()
    }
  }

  /** Leads with a lock in hand, until the lock is taken away. */
  async function lead(lost: AbortSignal): Promise<void> {
    isLeading = !lost.aborted
    tell()
    await tab.lead(AbortSignal.any([stopped, lost]))
    isLeading = false
  }

  /** Waits for the lock, or takes it from a tab that has it in vain, and leads. Tells whether it was taken away again. */
  async function turn(locks: NonNullable<Outside['locks']>): Promise<boolean> {
    const [lost, tired, over] = [new AbortController(), new AbortController(), new AbortController()]
    let leading: Promise<void> = Promise.resolve()
    let isDone = false
    const hold = async () => {
      await (leading = lead(lost.signal))
      isDone = !lost.signal.aborted
    }
    unheeded = 0
    void ask(AbortSignal.any([stopped, over.signal]), tired)
    try {
      const signal = AbortSignal.any([stopped, tired.signal])
      await locks.request(name, { signal }, hold).catch(unlessAborted)
      if (tired.signal.aborted && !isAborted(stopped))
        await locks.request(name, { steal: true }, hold).catch(unlessAborted)
    } finally {
      isLeading = false
      over.abort()
      lost.abort()
      await leading
    }
    return !isDone
  }

  async function ask(over: AbortSignal, tired: AbortController): Promise<void> {
    while (!isAborted(over)) {
      if (isLeading) return
      if (unheeded >= patience) {
        tired.abort()
        return
      }
      unheeded += 1
      say({ say: 'ask' })
      // Not all at the same moment, so that one of several takes the lead and the others hear of it.
      await outside.wait(askEvery * (1 + outside.random() / 2), over)
    }
  }

  async function takeTurns(): Promise<void> {
    if (!outside.locks) return lead(new AbortController().signal)
    while (!isAborted(stopped) && (await turn(outside.locks)));
  }

  takeTurns().catch((error: unknown) => {
    if (!isAborted(stopped)) throw error
  })
  return {
    tell,
    now() {
      if (isLeading) return
      // Whoever presses a button does not wait for as long as the clockwork does.
      unheeded = Math.max(unheeded, patience - 1)
      say({ say: 'now' })
    },
  }
}

function unlessAborted(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
