import { between, centred, indented, wrapped } from './columns.ts'
import type { Receipt, ReceiptLine, Row } from './receipt.ts'

/** The widths that text receipts are made in: 58 mm paper, what is sent to a phone, 80 mm paper. */
export const widths = [32, 42, 48] as const

/** A receipt as plain text, `width` columns wide: it can be read out, sent and printed on anything. */
export function receiptText(receipt: Receipt, width = 42): string {
  return receiptRows(receipt, width)
    .map(({ text }) => text)
    .join('\n')
}

/** A row of such a text. `isLarge` is what has to be read from where the goods are. */
interface TextRow {
  text: string
  isLarge: boolean
}

/** The text row by row, for printers that set some of it larger. */
export function receiptRows(receipt: Receipt, width: number): TextRow[] {
  const rule = [{ text: '-'.repeat(width), isLarge: false }]
  return blocksOf(receipt, width).flatMap(({ texts, isLarge }, index) => [
    ...(index > 0 ? rule : []),
    ...texts.map((text) => ({ text, isLarge })),
  ])
}

function blocksOf(receipt: Receipt, width: number): { texts: string[]; isLarge: boolean }[] {
  const rows = (some: readonly Row[]) =>
    some.flatMap(({ label, value, strong }) => between(strong ? label.toUpperCase() : label, value, width))
  const { isPickSlip: isLarge = false } = receipt
  const lines = receipt.lines.flatMap((line) => (isLarge ? pickText(line, width) : lineText(line, width)))
  const notes = receipt.notes.flatMap((note) => wrapped(note, width))
  const blocks = [
    [...centred(receipt.business, width), ...receipt.head.flatMap((line) => centred(line, width))],
    receipt.marks.flatMap((mark) => centred(`* ${mark} *`, width)),
    [...centred(receipt.title.toUpperCase(), width), ...rows(receipt.facts)],
    lines,
    [...rows(receipt.sums), ...rows(receipt.money)],
    rows(receipt.taxes),
    notes,
    receipt.end ? receipt.end.split('\n').flatMap((line) => centred(line, width)) : [],
  ]
  return blocks
    .filter((texts) => texts.length > 0)
    .map((texts) => ({ texts, isLarge: isLarge && (texts === lines || texts === notes) }))
}

/** With a box to tick in front. */
function pickText({ quantity, name, details }: ReceiptLine, width: number): string[] {
  const [first = '', ...more] = [
    ...wrapped(`${quantity} × ${name}`, width - 4),
    ...indented(
      details.flatMap((detail) => wrapped(detail, width - 8)),
      4,
    ),
  ]
  return [`[ ] ${first}`, ...indented(more, 4)]
}

function lineText({ quantity, name, value, details, off }: ReceiptLine, width: number): string[] {
  return [
    ...between(`${quantity} × ${name}`, value, width),
    ...indented(
      details.flatMap((detail) => wrapped(detail, width - 4)),
      4,
    ),
    ...(off ? indented(between(off.label, off.value, width - 4), 4) : []),
  ]
}
