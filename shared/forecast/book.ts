import { type Errors, extraOf, lasting, noErrors, noteError } from './errors.ts'
import { flat, levelOf, newPace, note, type Pace, type Profile, profileOf, sum } from './pace.ts'
import { type Believed, beyond, spreadOf, type Spread, surprise } from './spread.ts'
import { dayNumber, type Trade, weekdayOf } from './trade.ts'

/*
 * What is expected of each product on a day, and how good that has been.
 *
 * The level of a product is its sales per market day, weekdays apart, seen over six spans at once: from the last few
 * market days up to the last months. How much each span counts follows from how well it would have foretold the product's
 * days until now, and all products' days where there are few of its own (Bayesian model averaging, with forgetting). A
 * product's weekdays lean on its category's, and those on the whole place's, as far as it has sold too little to tell. A
 * day that sold out was at least what it sold: what it would have been on the average takes its place.
 */

/** In market days. */
const halfLives = [3, 5, 8, 14, 28, 84]
const [recent, broad, longest] = [2, 4, 5]
/** How many units of sales weigh as much as the wider group's weekdays: see `profileOf`. */
const doubt = 25

interface Ware {
  group: string
  paces: Pace[]
  /** How surprising its days were to each half-life. */
  surprises: number[]
  errors: Errors
  /** Market days since it was first there. */
  days: number
}

export interface Expected extends Spread {
  productId: string
  /** Market days it has been there. */
  days: number
  /** Units that forecasts were off lately, and units that were sold. */
  off: number
  sold: number
  /** What this weekday sells against its average day. */
  weekday: number
  /** What its latest market days sold against those of the last months. */
  trend: number
}

/** `season` is by how much trade is more on a day than on those before it. */
export function openBook(groupOf: (productId: string) => string, season: (day: number) => number) {
  const wares = new Map<string, Ware>()
  const groups = new Map<string, Pace>()
  const whole = newSlowPace()
  const pooled = halfLives.map(() => 0)
  const similar = new Map<number, Errors>()
  let profiles = new Map<string, Profile>()

  /** Foretells a day and notes how far off that was; gives what is to be learned from it. */
  function check(trade: Trade): Map<string, number> {
    const day = dayNumber(trade.on)
    const met = new Map(trade.units)
    for (const [id, ware] of wares) {
      const means = meansOf(ware, day)
      const spread = mixed(ware, means)
      const sold = trade.units.get(id) ?? 0
      const believed = trade.soldOut.has(id) ? beyond(spread, sold) : { units: sold, doubt: 0 }
      met.set(id, believed.units)
      compare(ware, means, spread, believed)
    }
    return met
  }

  function compare(ware: Ware, means: readonly number[], spread: Spread, believed: Believed): void {
    means.forEach((mean, at) => {
      const missed = surprise(mean, believed.units)
      ware.surprises[at] = (ware.surprises[at] ?? 0) * lasting + missed
      pooled[at] = (pooled[at] ?? 0) * lasting ** (1 / wares.size) + missed
    })
    noteError(ware.errors, spread, believed)
    noteError(errorsNear(spread.mean), spread, believed)
  }

  function learn(on: string, met: ReadonlyMap<string, number>): void {
    const day = dayNumber(on)
    for (const id of met.keys()) if (!wares.has(id)) wares.set(id, newWare(groupOf(id)))
    const sums = new Map<string, number>()
    for (const [id, ware] of wares) {
      const units = met.get(id) ?? 0
      ware.days += 1
      for (const pace of ware.paces) note(pace, day, units)
      sums.set(ware.group, (sums.get(ware.group) ?? 0) + units)
    }
    for (const [group, units] of sums) note(paceOf(group), day, units)
    note(whole, day, sum([...sums.values()]))
    profiles = new Map()
  }

  function expect(on: string): Expected[] {
    const day = dayNumber(on)
    return [...wares].map(([productId, ware]) => {
      const profile = profileFor(ware)
      const levels = ware.paces.map((pace) => levelOf(pace, profile))
      return {
        productId,
        ...mixed(ware, meansOf(ware, day)),
        days: ware.days,
        off: ware.errors.off,
        sold: ware.errors.sold,
        weekday: profile[weekdayOf(day)] ?? 1,
        trend: levels[broad] ? (levels[recent] ?? 0) / levels[broad] : 1,
      }
    })
  }

  function meansOf(ware: Ware, day: number): number[] {
    const profile = profileFor(ware)
    const share = (profile[weekdayOf(day)] ?? 1) * season(day)
    return ware.paces.map((pace) => levelOf(pace, profile) * share)
  }

  function mixed(ware: Ware, means: readonly number[]): Spread {
    const scores = ware.surprises.map((own, at) => own + (pooled[at] ?? 0) / wares.size)
    const least = Math.min(...scores)
    const weights = scores.map((score) => Math.exp(least - score))
    const mean = sum(means.map((one, at) => one * (weights[at] ?? 0))) / sum(weights)
    return spreadOf(mean, extraOf(ware.errors, errorsNear(mean)))
  }

  function profileFor({ group, paces }: Ware): Profile {
    const own = paces[longest]
    return own ? profileOf(own, groupProfile(group), doubt) : groupProfile(group)
  }

  function groupProfile(group: string): Profile {
    const known = profiles.get(group)
    if (known) return known
    const profile = profileOf(paceOf(group), profileOf(whole, flat, doubt), doubt)
    profiles.set(group, profile)
    return profile
  }

  function paceOf(group: string): Pace {
    const pace = groups.get(group) ?? newSlowPace()
    groups.set(group, pace)
    return pace
  }

  /** The errors of products that sell about as much: up to half a unit a day, up to one, two, four… */
  function errorsNear(mean: number): Errors {
    const step = Math.max(-1, Math.ceil(Math.log2(mean)))
    const errors = similar.get(step) ?? noErrors()
    similar.set(step, errors)
    return errors
  }

  return { check, learn, expect }
}

function newWare(group: string): Ware {
  const surprises = halfLives.map(() => 0)
  return { group, paces: halfLives.map(newPace), surprises, errors: noErrors(), days: 0 }
}

function newSlowPace(): Pace {
  return newPace(halfLives[longest] ?? 1)
}
