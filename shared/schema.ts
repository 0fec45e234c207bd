import * as v from 'valibot'
import { maskCardNumbers } from './cardNumbers.ts'

/** The largest amount any field may carry, in minor units. Times 10,000 (a tax rate) it is still a safe integer. */
export const mostMinor = 100_000_000_000

const mostInstant = 8_640_000_000_000_000

/** Text without lone surrogates, so that it survives UTF-8, SQLite and canonical JSON unchanged. */
export const Text = (most: number, least = 0) =>
  v.pipe(
    v.string(),
    v.minLength(least),
    v.maxLength(most),
    v.check((text) => text.isWellFormed(), 'text is not well-formed Unicode'),
  )

/** What a person typed for others to read. A card's number among it is masked before anything is kept (`cardNumbers.ts`). */
export const Said = (most: number, least = 0) => v.pipe(Text(most, least), v.transform(maskCardNumbers))

/** A lower-case UUID; the ones Awning makes are version 7. */
export const Id = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
)

/** Money in minor units of the business's currency, zero or more. */
export const Minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostMinor))

/** A difference in money, minor units: what an option adds to a price, or takes off. */
export const Difference = v.pipe(v.number(), v.safeInteger(), v.minValue(-mostMinor), v.maxValue(mostMinor))

/** How many of a product: whole and at least one. */
export const Quantity = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9_999))

/** What lies on a shelf: whole, and below zero when more was sold than was known of. */
export const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(-10_000_000), v.maxValue(10_000_000))

/** Epoch milliseconds. */
export const Instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostInstant))

/** A counter of the protocol: sequence numbers, revisions. */
export const Counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A share of something in basis points: 2,000 is 20 %, 10,000 the whole. */
export const Share = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000))

/** Basis points: 2,000 is 20 %. */
export const TaxRate = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000))

/** An IANA time zone that this runtime knows. */
export const Zone = v.pipe(Text(64, 1), v.check(isZone, 'not a time zone'))

/** An ISO 4217 code in the form Intl takes. */
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))

export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** A MAC as `seal.ts` makes it. */
export const Seal = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

const knownZones = new Map<string, boolean>()

function isZone(zone: string): boolean {
  const known = knownZones.get(zone)
  if (known !== undefined) return known
  let found = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    found = false
  }
  if (knownZones.size < 1_000) knownZones.set(zone, found)
  return found
}
