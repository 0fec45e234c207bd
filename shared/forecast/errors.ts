import { sum } from './pace.ts'
import { type Believed, quantile, type Spread } from './spread.ts'

/** How far off forecasts were: an older one counts for less. */
export interface Errors {
  /** Squared errors beyond those of pure chance, and the squared means they belong to. */
  beyond: number
  squares: number
  /** Units that were off, and units that were sold. */
  off: number
  sold: number
}

/** How much of an error still counts a market day later. */
export const lasting = 0.985
/** How much a product's own squares have to add up to before they count as much as similar products'. */
const leaning = 100

export function noErrors(): Errors {
  return { beyond: 0, squares: 0, off: 0, sold: 0 }
}

export function noteError(errors: Errors, spread: Spread, { units, doubt }: Believed): void {
  const { mean } = spread
  errors.beyond = errors.beyond * lasting + (units - mean) ** 2 + doubt - mean
  errors.squares = errors.squares * lasting + mean ** 2
  errors.off = errors.off * lasting + Math.abs(quantile(spread, 0.5) - units)
  errors.sold = errors.sold * lasting + units
}

/** What a product's own errors say about its spread, leaning on those of whatever sells about as much. */
export function extraOf(own: Errors, similar: Errors): number {
  const common = similar.squares > 0 ? similar.beyond / similar.squares : 0
  return (own.beyond + leaning * common) / (own.squares + leaning)
}

/** Units off of each unit sold, all of these together; null where nothing was sold. */
export function shareOff(errors: readonly Pick<Errors, 'off' | 'sold'>[]): number | null {
  const [off, sold] = [sum(errors.map((one) => one.off)), sum(errors.map((one) => one.sold))]
  return sold > 0 ? off / sold : null
}
