import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Exchange } from '../domain/exchange.ts'
import type { Store } from '../store/store.ts'
import { refuse } from './refuse.ts'

const heartbeat = 15_000
/** A tablet needs one stream; those that it lost without a word count until their next heartbeat fails. */
const usual = { all: 1_000, each: 4 }

/** Tells a tablet that there is something new, and hangs up once `isWelcome` says no. */
export type Poking = (c: Context, device: string, isWelcome: () => boolean) => Response

export function openPoking(
  store: Pick<Store, 'revisions'>,
  exchange: Pick<Exchange, 'onCommit'>,
  most = usual,
): Poking {
  const seats = openSeats(most)
  return (c, device, isWelcome) => {
    if (seats.isFull()) return refuse(c, 'try-again')
    const response = streamSSE(c, async (stream) => {
      let wake = () => {}
      let isOver = false
      const goesOn = () => !stream.aborted && !isOver && isWelcome()
      const leave = seats.take(device, () => {
        isOver = true
        wake()
      })
      let head = store.revisions.head().rev
      let told = -1
      const stop = exchange.onCommit((rev) => {
        head = rev
        wake()
      })
      stream.onAbort(() => wake())
      try {
        while (goesOn()) {
          const event =
            head === told ? { event: 'still-here', data: '' } : { data: JSON.stringify({ rev: head }) }
          told = head
          await stream.writeSSE(event)
          if (head === told && goesOn())
            await new Promise<void>((resolve) => (wake = nap(heartbeat, resolve)))
        }
      } finally {
        stop()
        leave()
      }
    })
    response.headers.set('content-type', 'text/event-stream; charset=utf-8')
    return response
  }
}

/** Who listens: the oldest stream of a tablet that has too many makes room for the newest. */
function openSeats(most: typeof usual) {
  const byDevice = new Map<string, Set<() => void>>()
  let taken = 0
  return {
    isFull: () => taken >= most.all,
    take(device: string, hangUp: () => void): () => void {
      const own = byDevice.get(device) ?? new Set()
      byDevice.set(device, own.add(hangUp))
      taken += 1
      const [oldest] = own
      if (own.size > most.each) oldest?.()
      return () => {
        taken -= 1
        own.delete(hangUp)
        if (own.size === 0 && byDevice.get(device) === own) byDevice.delete(device)
      }
    },
  }
}

/** Ends after `ms` or when the returned function is called; what only naps does not keep a process from ending. */
function nap(ms: number, done: () => void): () => void {
  const timer = setTimeout(done, ms).unref()
  return () => {
    clearTimeout(timer)
    done()
  }
}
