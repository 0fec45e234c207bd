import type { Receipt } from '#shared/receipt.ts'
import { receiptText, type widths } from '#shared/receiptText.ts'

/** Columns that a printer's paper holds: 32 on 58 mm, 42 or 48 on 80 mm. */
export type Columns = (typeof widths)[number]

/**
 * A receipt as a receipt printer takes it (ESC/POS): the number large, then the text, then the paper is cut. Signs that
 * none of the printer's code pages has come out as question marks.
 */
export async function bytesOf(receipt: Receipt, columns: Columns): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await openEncoder(columns)
  encoder.align('center').bold(true).size(2, 2).line(receipt.number).size(1, 1).bold(false).align('left')
  for (const line of receiptText(receipt, columns).split('\n')) encoder.line(line)
  return new Uint8Array(encoder.newline().cut('partial').encode())
}

/** A strip that shows that the printer prints, and how wide. */
export async function testBytes(columns: Columns): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await openEncoder(columns)
  const ruler = Array.from({ length: columns }, (_, index) => String((index + 1) % 10)).join('')
  encoder.line('Awning prints here').line(ruler).line('äöü éèç £ € ½')
  return new Uint8Array(encoder.newline().cut('partial').encode())
}

async function openEncoder(columns: Columns) {
  const { default: Encoder } = await import('@point-of-sale/receipt-printer-encoder')
  const encoder = new Encoder({ language: 'esc-pos', columns, feedBeforeCut: 4, newline: '\n' })
  return encoder.initialize().codepage('auto')
}
