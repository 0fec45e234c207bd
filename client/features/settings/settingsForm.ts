import type { BusinessFields } from '#shared/business.ts'
import { usualLimit } from '#shared/discount.ts'
import { Language, usualLanguage } from '#shared/language.ts'
import * as v from 'valibot'
import { parsePercent, percentText } from '../catalogue/numbers.ts'

/** What may be changed of the business, as it is typed. */
export const fieldNames = [
  'name',
  'address',
  'taxNumber',
  'receiptNote',
  'language',
  'employeeDiscount',
] as const
export type FieldName = (typeof fieldNames)[number]
export type Typed = Record<FieldName, string>

export type Errors = Partial<Typed>
export type SettingsReading = { ok: true; fields: Partial<BusinessFields> } | { ok: false; errors: Errors }

export const most = { name: 80, language: 2, address: 300, taxNumber: 40, receiptNote: 300 } as const

export function typedOf(business: BusinessFields): Typed {
  const { name, address = '', taxNumber = '', receiptNote = '' } = business
  const { language = usualLanguage, employeeDiscount = usualLimit } = business
  return { name, address, taxNumber, receiptNote, language, employeeDiscount: percentText(employeeDiscount) }
}

/** Only what was changed, so that two people who change different fields both keep theirs; or what needs another look. */
export function readSettings(typed: Partial<Typed>, before: BusinessFields): SettingsReading {
  const known = typedOf(before)
  const fields: Partial<BusinessFields> = {}
  const errors: Errors = {}
  for (const name of fieldNames) {
    const text = typed[name]?.toWellFormed().trim()
    if (text === undefined || text === known[name].trim()) continue
    if (name === 'employeeDiscount') {
      const share = parsePercent(text.replace(/\s*%$/, ''))
      if (share === null) errors[name] = 'Give a share from 0 to 100, such as 10 or 7.5.'
      else if (share !== (before.employeeDiscount ?? usualLimit)) fields[name] = share
    } else if (name === 'language') {
      if (v.is(Language, text)) fields.language = text
      else errors.language = 'Choose one of these languages.'
    } else if (name === 'name' && !text)
      errors[name] = 'Say what the business is called: it stands on every receipt.'
    else if (text.length > most[name]) errors[name] = `There is room for ${most[name]} characters.`
    else fields[name] = text
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, fields }
}
