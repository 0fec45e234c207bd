import * as v from 'valibot'

/** What a business writes to its customers and staff in: receipts, slips, mail. Each has a catalogue in `words/`. */
export const Language = v.picklist(['en', 'de', 'fr'])
export type Language = v.InferOutput<typeof Language>

/** What nobody has chosen otherwise. */
export const usualLanguage: Language = 'en'

/** As each is called by those who speak it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

const dates: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/** For dates, and for `lang` in HTML. */
export function dateLocale(language: Language): string {
  return dates[language]
}

/** For money: a currency's first two letters are its country's, and Intl leaves out what it does not know ("de-EU"). */
export function moneyLocale(language: Language, currency: string): string {
  return `${language}-${currency.slice(0, 2)}`
}

/** How a number of things is said; `#` stands for the number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** `plural('fr', 0, { one: '# ligne', other: '# lignes' })` is "0 ligne". */
export function plural(language: Language, size: number, forms: Forms): string {
  const form = forms[rulesOf(language).select(size)] ?? forms.other
  return form.replace('#', new Intl.NumberFormat(dates[language]).format(size))
}

const rules = new Map<Language, Intl.PluralRules>()

function rulesOf(language: Language): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, known)
  return known
}
