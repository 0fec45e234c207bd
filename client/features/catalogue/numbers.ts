import { digitsOf, parseMoney } from '#shared/money.ts'
import { mostMinor } from '#shared/schema.ts'

/** Minor units as one types them: 1440 in GBP is "14.40". The reverse of parseMoney. */
export function moneyText(minor: number, currency: string): string {
  const size = digitsOf(currency)
  return (minor / 10 ** size).toFixed(size)
}

/** What a choice adds to a price, as one types it: 40 is "0.40", −40 is "−0.40", nothing is "". */
export function differenceText(minor: number, currency: string): string {
  if (minor === 0) return ''
  return `${minor < 0 ? '−' : ''}${moneyText(Math.abs(minor), currency)}`
}

/** Reads "0.40", "+0.40" and "−0.40" as minor units, and nothing as 0; null for anything else. */
export function parseDifference(text: string, currency: string): number | null {
  const plain = text.trim()
  if (plain === '') return 0
  const amount = parseMoney(plain.replace(/^[+−-]\s*/, ''), currency)
  if (amount === null || amount > mostMinor) return null
  return /^[−-]/.test(plain) ? 0 - amount : amount
}

/** Basis points as percent: 2,000 is "20", 550 is "5.5". */
export function percentText(basisPoints: number): string {
  return String(basisPoints / 100)
}

/** Reads "20", "5.5", "5,25" as basis points; null for anything else, and for more than 100 %. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const [, whole = '0', fraction = ''] = match
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0') || '0')
  return basisPoints <= 10_000 ? basisPoints : null
}

/** Reads a whole number, with a sign where `signed`; null for anything else. */
export function parseWhole(text: string, signed = false): number | null {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/^\+/, signed ? '' : '+')
  if (!(signed ? /^-?\d{1,7}$/ : /^\d{1,7}$/).test(plain)) return null
  return Number(plain) || 0
}

/** An amount as one would type it, for sentences that say how: "12.50", "1250", "12.500". */
export function amountLike(currency: string): string {
  const size = digitsOf(currency)
  return moneyText(size === 0 ? 1_250 : 125 * 10 ** (size - 1), currency)
}

/** What the corner key of a pad types in this currency: three digits more where it has three after the point, else two. */
export function padCorner(currency: string): '00' | '000' {
  return digitsOf(currency) === 3 ? '000' : '00'
}

/** "£" for GBP. */
export function currencySign(currency: string, locale = 'en-GB'): string {
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}
