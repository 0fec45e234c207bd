import { digitsOf } from '#shared/money.ts'

/** Minor units as one types them: 1440 in GBP is "14.40". The reverse of parseMoney. */
export function moneyText(minor: number, currency: string): string {
  const size = digitsOf(currency)
  return (minor / 10 ** size).toFixed(size)
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

/** "£" for GBP. */
export function currencySign(currency: string, locale = 'en-GB'): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}
