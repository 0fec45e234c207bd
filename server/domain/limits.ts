import type { Store } from '../store/store.ts'

/*
 * Tries are counted in a table of our own: rate-limiter-flexible makes its table beside the migrations, reads the
 * machine's clock, and works in promises on a connection that has one synchronous writer.
 */
const window = 15 * 60_000
const most = { account: 10, address: 60, overall: 600 }

/** Doors that anyone may knock at, and how often in a quarter of an hour from one address and in all. */
const doors = {
  registration: { address: 10, overall: 100 },
  forgotten: { address: 10, overall: 100 },
  reset: { address: 20, overall: 200 },
  join: { address: 30, overall: 300 },
  joinCode: { address: 30, overall: 300 },
} as const
type Door = keyof typeof doors

export interface Limits {
  /** Counts a try, right or wrong; false when there were too many for this account, this address or all together. */
  take(username: string, address: string): boolean
  /** The try was right: it counts against nobody. */
  succeed(username: string, address: string): void
  /** Counts a knock at another door; false when there were too many from this address or in all. */
  knock(door: Door, address: string): boolean
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
    knock: (door, address) =>
      store.write(() => {
        const at = now()
        store.tries.forgetBefore(at - window)
        const count = (key: string) => store.tries.add(`${door} ${key}`, at, window)
        return count(`address ${address}`) <= doors[door].address && count('overall') <= doors[door].overall
      }),
  }
}
