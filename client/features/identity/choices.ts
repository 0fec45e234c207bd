import { Language, languageNames, usualLanguage } from '#shared/language.ts'
import * as v from 'valibot'

const common = [
  'AED',
  'ARS',
  'AUD',
  'BGN',
  'BRL',
  'CAD',
  'CHF',
  'CLP',
  'CNY',
  'COP',
  'CZK',
  'DKK',
  'EGP',
  'EUR',
  'GBP',
  'GHS',
  'HKD',
  'HUF',
  'IDR',
  'ILS',
  'INR',
  'ISK',
  'JPY',
  'KES',
  'KRW',
  'KWD',
  'MAD',
  'MXN',
  'MYR',
  'NGN',
  'NOK',
  'NZD',
  'PEN',
  'PHP',
  'PKR',
  'PLN',
  'RON',
  'SAR',
  'SEK',
  'SGD',
  'THB',
  'TND',
  'TRY',
  'TWD',
  'UAH',
  'USD',
  'UYU',
  'VND',
  'ZAR',
] as const

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ')

interface Choice {
  value: string
  label: string
}

/** Currencies by their English names: "British Pound (GBP)". */
export function currencyChoices(): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return common
    .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
}

/** Every zone the browser knows, and the one it is in, even where its list leaves that out. */
export function zoneChoices(own: string): Choice[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), own])
  return [...zones]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' ').replaceAll('/', ' / ') }))
}

/** A first guess from the browser's language, such as "en-GB". */
export function currencyOf(language: string): string {
  const region = regionOf(language)
  if (region === undefined) return 'GBP'
  if (euro.includes(region)) return 'EUR'
  return common.find((currency) => currency.slice(0, 2) === region) ?? 'GBP'
}

export function languageChoices(): { value: Language; label: string }[] {
  return Language.options.map((value) => ({ value, label: languageNames[value] }))
}

/** A first guess of what customers read, from the browser's language. */
export function languageOf(language: string): Language {
  const [word = ''] = language.toLowerCase().split('-')
  return v.is(Language, word) ? word : usualLanguage
}

function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).region
  } catch {
    return undefined
  }
}
