import { digitsOf, parseMoney } from './money.ts'

/** So many of one coin or note; `value` in minor units. */
export interface Coins {
  value: number
  size: number
}

/** What a drawer holds in one currency, minor units, the largest first. */
export interface Denominations {
  notes: readonly number[]
  coins: readonly number[]
}

/**
 * Notes and coins that one is paid with, as the central banks and mints name them: bankofengland.co.uk/banknotes and
 * royalmint.com (GBP), ecb.europa.eu/euro (EUR; the 500 is no longer issued and stays good), uscurrency.gov and
 * usmint.gov (USD), snb.ch and swissmint.ch (CHF), boj.or.jp/en/note_tfjgs and mof.go.jp (JPY), cbk.gov.kw (KWD),
 * riksbank.se (SEK), norges-bank.no (NOK), nationalbanken.dk (DKK; the 1000 is not good since 31 May 2025), nbp.pl (PLN),
 * cnb.cz (CZK), mnb.hu (HUF), bankofcanada.ca and mint.ca (CAD), banknotes.rba.gov.au and ramint.gov.au (AUD),
 * rbnz.govt.nz (NZD). In whole units of the currency.
 */
const known: Record<string, { notes: string; coins: string }> = {
  GBP: { notes: '50 20 10 5', coins: '2 1 0.50 0.20 0.10 0.05 0.02 0.01' },
  EUR: { notes: '500 200 100 50 20 10 5', coins: '2 1 0.50 0.20 0.10 0.05 0.02 0.01' },
  USD: { notes: '100 50 20 10 5 2 1', coins: '1 0.50 0.25 0.10 0.05 0.01' },
  CHF: { notes: '1000 200 100 50 20 10', coins: '5 2 1 0.50 0.20 0.10 0.05' },
  JPY: { notes: '10000 5000 2000 1000', coins: '500 100 50 10 5 1' },
  KWD: { notes: '20 10 5 1 0.500 0.250', coins: '0.100 0.050 0.020 0.010 0.005' },
  SEK: { notes: '1000 500 200 100 50 20', coins: '10 5 2 1' },
  NOK: { notes: '1000 500 200 100 50', coins: '20 10 5 1' },
  DKK: { notes: '500 200 100 50', coins: '20 10 5 2 1 0.50' },
  PLN: { notes: '500 200 100 50 20 10', coins: '5 2 1 0.50 0.20 0.10 0.05 0.02 0.01' },
  CZK: { notes: '5000 2000 1000 500 200 100', coins: '50 20 10 5 2 1' },
  HUF: { notes: '20000 10000 5000 2000 1000 500', coins: '200 100 50 20 10 5' },
  CAD: { notes: '100 50 20 10 5', coins: '2 1 0.25 0.10 0.05' },
  AUD: { notes: '100 50 20 10 5', coins: '2 1 0.50 0.20 0.10 0.05' },
  NZD: { notes: '100 50 20 10 5', coins: '2 1 0.50 0.20 0.10' },
}

/** Null for a currency whose notes are not known here: its drawers are counted as one total. */
export function denominationsOf(currency: string): Denominations | null {
  const words = known[currency]
  if (!words) return null
  const read = (list: string) => list.split(' ').flatMap((word) => parseMoney(word, currency) ?? [])
  return { notes: read(words.notes), coins: read(words.coins) }
}

/** What coins and notes come to, minor units. */
export function amountIn(some: readonly Coins[]): number {
  return some.reduce((sum, { value, size }) => sum + value * size, 0)
}

/** The amounts people hand over for `total`: exact, then the next ones up that notes and coins can make. */
export function quickNotes(total: number, currency: string): number[] {
  const unit = unitOf(currency)
  const ups = [1, 5, 10, 20, 50]
    .map((many) => Math.ceil(total / (many * unit)) * many * unit)
    .filter((amount) => amount > total)
  return [total, ...[...new Set(ups)].sort((a, b) => a - b).slice(0, 3)]
}

/** What counts as little: £1, ¥100, 100 Ft, 10 kr. Five of it are about the smallest note there is. */
function unitOf(currency: string): number {
  const whole = 10 ** digitsOf(currency)
  const note = denominationsOf(currency)?.notes.at(-1)
  if (note === undefined) return digitsOf(currency) === 0 ? 100 : whole
  return whole * Math.max(1, 10 ** Math.round(Math.log10(note / whole / 5)))
}
