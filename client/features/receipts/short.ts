import type { Receipt, ReceiptLine } from '#shared/receipt.ts'
import { receiptWords } from '#shared/words/receipts.ts'

/** As much as a code may hold that a phone still reads off a screen in the sun: 97 dots a side at low correction. */
export const mostBytes = 850

/**
 * A receipt in as few signs as say everything, for a code that a phone reads: it then has the text itself, and no network
 * is asked for anything. A long one leaves out first what stands under the lines, then lines from the end, and says so.
 */
export function shortText(receipt: Receipt, most = mostBytes): string {
  const whole = compose(receipt, receipt.lines.map(full))
  if (bytesOf(whole) <= most) return whole
  const plain = receipt.lines.map(bare)
  const words = receiptWords(receipt.language)
  for (let size = plain.length; size > 0; size -= 1) {
    const left = plain.length - size
    const text = compose(receipt, [...plain.slice(0, size), ...(left > 0 ? [words.moreLines(left)] : [])])
    if (bytesOf(text) <= most) return text
  }
  return compose({ ...receipt, head: [], notes: [], taxes: [], end: '' }, [words.lines(plain.length)])
}

function compose(receipt: Receipt, lines: readonly string[]): string {
  const rows = [...receipt.sums, ...receipt.money, ...receipt.taxes]
  return [
    receipt.business,
    ...receipt.head,
    ...receipt.marks,
    receipt.title,
    ...receipt.facts.map(({ value }) => value),
    '',
    ...lines,
    '',
    ...rows.map(({ label, value }) => `${label} ${value}`),
    ...receipt.notes,
    receipt.end,
  ]
    .join('\n')
    .trim()
}

function full(line: ReceiptLine): string {
  return [
    bare(line),
    ...line.details.map((detail) => ` ${detail}`),
    ...(line.off ? [` ${line.off.label} ${line.off.value}`] : []),
  ].join('\n')
}

function bare({ quantity, name, value }: ReceiptLine): string {
  return `${quantity}× ${name} ${value}`
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
