import { idAt } from '../ids.ts'
import type { Store } from '../../store/store.ts'
import { openContacts } from '../contacts.ts'
import { placesOf } from '../places.ts'
import { openSecrets, type Secrets } from '../secrets.ts'
import type { Carrier, Ledger } from './carrier.ts'
import { memoryLedger } from './ledger.ts'
import { openPost, type Post, type PostOutside } from './post.ts'

export interface MailOutside {
  store: Store
  now: () => number
  random: (size: number) => Uint8Array
  log: PostOutside['log']
  /** What settings are sealed with; without one they live as long as the process. */
  key?: Uint8Array
  ledger?: Ledger
  carrier?: Carrier
}

/** Everything about mail: its secrets, its post, and the rounds that the post makes by itself. */
export interface MailRoom {
  secrets: Secrets
  post: Post
  /** Begins to make rounds: at once, whenever something is due, and soon after it is told to. */
  start(): void
  /** Something may have been queued. */
  soon(): void
  stop(): Promise<void>
}

const nowhere: Carrier = {
  open: () => ({ deliver: async () => ({ ok: false, fault: 'unreachable', said: '' }), close: () => {} }),
}
/** Lets several sales go into one round, and keeps a round from following its predecessor at once. */
const pause = { soon: 250, least: 1_000 }

export function openMailRoom(outside: MailOutside): MailRoom {
  const { store, now, random, log, key = random(32), ledger = memoryLedger(), carrier = nowhere } = outside
  const secrets = openSecrets(key, random)
  const contacts = openContacts(store, { random })
  const newId = () => idAt(now(), random(10))
  const chance = () => (random(1)[0] ?? 0) / 256
  const post = openPost({ store, contacts, secrets, ledger, carrier, now, newId, chance, log })
  let timer: NodeJS.Timeout | undefined
  const state: { is: 'idle' | 'resting' | 'working' | 'stopped'; isAsked: boolean; wakesAt: number } = {
    is: 'idle',
    isAsked: false,
    wakesAt: 0,
  }

  async function round(): Promise<void> {
    Object.assign(state, { is: 'working', isAsked: false })
    await post.beat().catch((error: unknown) => log.error(placesOf(error), 'A round of the post failed'))
    if (state.is !== 'stopped') rest(state.isAsked ? pause.soon : Math.max(pause.least, post.next() - now()))
  }

  function rest(ms: number): void {
    Object.assign(state, { is: 'resting', wakesAt: now() + ms })
    clearTimeout(timer)
    timer = setTimeout(() => void round(), ms)
  }

  return {
    secrets,
    post,
    start: () => rest(pause.soon),
    soon() {
      state.isAsked = true
      // A busy market calls more often than this: a round that is near is not put off again.
      if (state.is === 'resting' && state.wakesAt - now() > pause.soon) rest(pause.soon)
    },
    async stop() {
      state.is = 'stopped'
      clearTimeout(timer)
      await post.stop()
    },
  }
}
