const digits = new Map<string, number>()
const formats = new Map<string, Intl.NumberFormat>()

/** How many digits follow the point in this currency: GBP 2, JPY 0, KWD 3 (as Intl, from CLDR, has them). */
export function digitsOf(currency: string): number {
  let found = digits.get(currency)
  if (found === undefined) {
    found = formatOf(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2
    digits.set(currency, found)
  }
  return found
}

/** `formatMoney(1440, 'GBP', 'en-GB')` is "£14.40". Takes minor units. */
export function formatMoney(minor: number, currency: string, locale = 'en-GB'): string {
  return formatOf(currency, locale).format(minor / 10 ** digitsOf(currency))
}

/** As formatMoney, without the digits after the point where they are all zero: the face of a note, "£20". */
export function formatNote(minor: number, currency: string, locale = 'en-GB'): string {
  const whole = minor % 10 ** digitsOf(currency) === 0
  return formatOf(currency, locale, whole ? 0 : undefined).format(minor / 10 ** digitsOf(currency))
}

/** Reads "12", "12.4", "12,40" as minor units; null for anything else, or for more digits than the currency has. */
export function parseMoney(text: string, currency: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,4}))?$/.exec(text.trim())
  if (!match) return null
  const [, whole = '0', fraction = ''] = match
  const size = digitsOf(currency)
  if (fraction.length > size) return null
  return Number(whole) * 10 ** size + Number(fraction.padEnd(size, '0') || '0')
}

/**
 * Splits `total` in proportion to `weights` by largest remainder, so that the parts always add up to the total. Equal
 * remainders go to the earlier part. All weights zero: everything goes to the first part.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const exact = weights.map((weight) => (BigInt(total) * BigInt(weight)) / BigInt(sum))
  const remainders = weights.map((weight, index) => ({
    index,
    left: (BigInt(total) * BigInt(weight)) % BigInt(sum),
  }))
  const parts = exact.map(Number)
  let rest = total - parts.reduce((a, b) => a + b, 0)
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1))
  for (const { index } of remainders) {
    if (rest === 0) break
    parts[index] = (parts[index] ?? 0) + 1
    rest -= 1
  }
  return parts
}

/** Whole division, halves away from zero for positive numbers: the rounding of every tax in Awning. */
export function divideRounded(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

function formatOf(currency: string, locale: string, fraction?: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${fraction ?? ''}`
  let found = formats.get(key)
  if (!found) {
    const digits =
      fraction === undefined ? {} : { minimumFractionDigits: fraction, maximumFractionDigits: fraction }
    // A business has one currency: "$" is whose it is, where "US$" and "£GB" only take room.
    const display = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
    found = new Intl.NumberFormat(locale, { ...display, ...digits })
    formats.set(key, found)
  }
  return found
}
