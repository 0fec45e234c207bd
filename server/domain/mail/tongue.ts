import { dateLocale, type Language, moneyLocale, usualLanguage } from '#shared/language.ts'
import { formatMoney } from '#shared/money.ts'
import { whenText } from '#shared/receipt.ts'
import type { Business } from '#shared/rows.ts'
import type { Words } from './words.ts'
import { english } from './words/english.ts'
import { french } from './words/french.ts'
import { german } from './words/german.ts'

const catalogues: Readonly<Record<Language, Words>> = { en: english, de: german, fr: french }

/** How a business writes: its language's words, money, times and days. */
export interface Tongue {
  language: Language
  words: Words
  money(minor: number, currency?: string): string
  when(at: number): string
  /** "Thursday 26 November 2026" of a day. */
  day(day: string): string
}

export function tongueOf({ language = usualLanguage, currency: usual, zone }: Business): Tongue {
  return {
    ...{ language, words: catalogues[language] },
    money: (minor, currency = usual) => formatMoney(minor, currency, moneyLocale(language, currency)),
    when: (at) => whenText(at, zone, language),
    day(day) {
      const format = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: 'full', timeZone: 'UTC' })
      const text = format.format(Date.parse(`${day}T00:00:00Z`))
      return language === 'en' ? text.replace(',', '') : text
    },
  }
}
