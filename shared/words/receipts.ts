import type { Language } from '../language.ts'
import { english } from './receiptEnglish.ts'
import { french } from './receiptFrench.ts'
import { german } from './receiptGerman.ts'
import type { ReceiptWords } from './receiptWords.ts'

const catalogues: Readonly<Record<Language, ReceiptWords>> = { en: english, de: german, fr: french }

export function receiptWords(language: Language): ReceiptWords {
  return catalogues[language]
}
