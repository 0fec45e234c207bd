import type { Store } from '../store/store.ts'

/*
 * Tries are counted in a table of our own: rate-limiter-flexible makes its table beside the migrations, reads the
 * machine's clock, and works in promises on a connection that has one synchronous writer.
 */
const window = 15 * 60_000
const most = { account: 10, address: 60, overall: 600 }

export interface Limits {
  /** Counts a try, right or wrong; false when there were too many for this account, this address or all together. */
  take(username: string, address: string): boolean
  /** The try was right: it counts against nobody. */
  succeed(username: string, address: string): void
}

/** Limits the tries at sign-in, so that they survive a restart. A name nobody has is counted like any other. */
export function openLimits(store: Pick<Store, 'tries' | 'write'>, now: () => number): Limits {
  return {
    take: (username, address) =>
      store.write(() => {
        const at = now()
        store.tries.forgetBefore(at - window)
        const count = (key: string) => store.tries.add(key, at, window)
        if (count(`address ${address}`) > most.address) return false
        if (count(`account ${username}`) > most.account) return false
        return count('overall') <= most.overall
      }),
    succeed: (username, address) =>
      store.write(() => {
        store.tries.forget(`account ${username}`)
        store.tries.giveBack(`address ${address}`)
        store.tries.giveBack('overall')
      }),
  }
}
