const name = 'awning.touched'
const aMoment = 5_000

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** When this tablet was last touched, in whichever tab. Browsers without storage know their own tab's. */
export function openTouches(now: () => number, storage: () => Shelf = () => localStorage) {
  let last = now()
  return {
    touch() {
      const isRecent = now() - last < aMoment
      last = now()
      if (!isRecent) write(storage, last)
    },
    /** Ms since then. */
    rest: () => now() - Math.max(last, read(storage)),
  }
}

function write(storage: () => Shelf, at: number) {
  try {
    storage().setItem(name, String(at))
  } catch {
    return
  }
}

function read(storage: () => Shelf): number {
  try {
    return Number(storage().getItem(name) ?? 0)
  } catch {
    return 0
  }
}
