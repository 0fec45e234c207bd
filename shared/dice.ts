/** A stream of numbers from 0 up to 1 that is the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export function between(roll: () => number, least: number, most: number): number {
  return least + Math.floor(roll() * (most - least + 1))
}

/** One of the items, each as likely as its weight says. */
export function pick<T>(roll: () => number, items: readonly T[], weightOf: (item: T) => number): T {
  let left = roll() * items.reduce((sum, item) => sum + weightOf(item), 0)
  for (const item of items) {
    left -= weightOf(item)
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('there is nothing to pick from')
  return last
}
