import type { Receipt } from '#shared/receipt.ts'
import { receiptRows, type widths } from '#shared/receiptText.ts'

/** Columns that a printer's paper holds: 32 on 58 mm, 42 or 48 on 80 mm. */
export type Columns = (typeof widths)[number]

/**
 * Receipts as a receipt printer takes them (ESC/POS): the number large, then the text, then the paper is cut. Signs that
 * none of the printer's code pages has come out as question marks.
 */
export async function bytesOf(
  receipts: readonly Receipt[],
  columns: Columns,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await openEncoder(columns)
  for (const receipt of receipts) {
    if (receipt.number)
      encoder.align('center').bold(true).size(2, 2).line(receipt.number).size(1, 1).bold(false).align('left')
    for (const { text, isLarge } of receiptRows(receipt, columns))
      encoder.size(1, isLarge ? 2 : 1).line(printable(text))
    encoder.size(1, 1).newline().cut('partial')
  }
  return new Uint8Array(encoder.encode())
}

/**
 * Signs that printers lack and that have a plain twin: spaces that do not break, the minus. What someone typed or pasted
 * is never a command: an escape among it would cut the paper or open the drawer.
 */
function printable(text: string): string {
  return text
    .replaceAll(/[\u00a0\u202f]|\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll('−', '-')
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
