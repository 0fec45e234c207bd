/**
 * How likely each number of units is: a count with this mean and the variance mean + extra × mean². With `extra` above
 * zero it is the negative binomial, at zero Poisson's, below zero the binomial: Panjer's (a, b, 0) class
 * (https://en.wikipedia.org/wiki/(a,b,0)_class_of_distributions), of which one step follows from the one before.
 */
export interface Spread {
  mean: number
  extra: number
}

/** No steadier than a tenth of Poisson's variance: nothing that people buy is known to the unit. */
export function spreadOf(mean: number, extra: number): Spread {
  return { mean, extra: mean > 0 ? Math.max(extra, -0.9 / mean) : 0 }
}

/** The fewest units that are enough with this likelihood, from 0 up to 1. */
export function quantile(spread: Spread, likelihood: number): number {
  let total = 0
  for (const [units, share] of shares(spread)) {
    total += share
    if (total >= likelihood) return units
  }
  return Math.ceil(spread.mean)
}

/** A number of units, or what is believed of one that nobody knows. */
export interface Believed {
  units: number
  /** The variance of it; zero where it is known. */
  doubt: number
}

/** How many it would have been, where it is only known that it was at least so many. Takes no day for steadier than chance. */
export function beyond({ mean, extra }: Spread, least: number): Believed {
  const spread = { mean, extra: Math.max(extra, 0) }
  let [likelihood, units, squares] = [1, mean, mean + (1 + spread.extra) * mean ** 2]
  for (const [size, share] of shares(spread)) {
    if (size >= least) break
    likelihood -= share
    units -= size * share
    squares -= size ** 2 * share
  }
  if (likelihood < 1e-6) return { units: least, doubt: 0 }
  const average = Math.max(least, units / likelihood)
  return { units: average, doubt: Math.max(0, squares / likelihood - average ** 2) }
}

/** What it costs to have expected this and found so many, up to a constant: the negative logarithm of the likelihood. */
export function surprise(mean: number, units: number): number {
  const expected = Math.max(mean, 0.02)
  return (units + 1 / usual) * Math.log(1 + usual * expected) - units * Math.log(expected)
}

/** The `extra` of an ordinary product at a stall; measured on a bakery's. */
const usual = 0.05

/** From zero on, until there is nothing more to come. Logarithms, since the first share of a large mean is too small for a number. */
function* shares({ mean, extra }: Spread): Generator<[units: number, share: number]> {
  const scale = 1 + extra * mean
  let share = extra === 0 ? -mean : -Math.log(scale) / extra
  for (let units = 0; units < 20 * mean + 200; units += 1) {
    yield [units, Math.exp(share)]
    const step = (mean * (1 + units * extra)) / ((units + 1) * scale)
    if (step <= 0) return
    share += Math.log(step)
  }
}
