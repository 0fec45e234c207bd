import type { Language } from '#shared/language.ts'
import type { Receipt, Row } from '#shared/receipt.ts'

/** A mail before it is HTML or text: what both say, in the order in which it is read. */
export interface Content {
  subject: string
  /** For `lang` in HTML. */
  language: Language
  business: string
  blocks: readonly Block[]
  /** Why one gets it, and who sends it: address and tax number. */
  foot: readonly string[]
}

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'number'; label: string; value: string }
  | { kind: 'facts'; rows: readonly Row[] }
  | { kind: 'list'; items: readonly Item[] }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'receipt'; receipt: Receipt }

export interface Item {
  name: string
  detail: string
  value: string
}
