import { between, centred, indented, wrapped } from './columns.ts'
import type { Receipt, ReceiptLine, Row } from './receipt.ts'

/** The widths that text receipts are made in: 58 mm paper, what is sent to a phone, 80 mm paper. */
export const widths = [32, 42, 48] as const

/** A receipt as plain text, `width` columns wide: it can be read out, sent and printed on anything. */
export function receiptText(receipt: Receipt, width = 42): string {
  const rule = '-'.repeat(width)
  const rows = (some: readonly Row[]) =>
    some.flatMap(({ label, value, strong }) => between(strong ? label.toUpperCase() : label, value, width))
  const blocks = [
    [...centred(receipt.business, width), ...receipt.head.flatMap((line) => centred(line, width))],
    receipt.marks.flatMap((mark) => centred(`* ${mark} *`, width)),
    [...centred(receipt.title.toUpperCase(), width), ...rows(receipt.facts)],
    receipt.lines.flatMap((line) => lineText(line, width)),
    [...rows(receipt.sums), ...rows(receipt.money)],
    rows(receipt.taxes),
    receipt.notes.flatMap((note) => wrapped(note, width)),
    receipt.end.split('\n').flatMap((line) => centred(line, width)),
  ].filter((block) => block.length > 0)
  return blocks.map((block) => block.join('\n')).join(`\n${rule}\n`)
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
