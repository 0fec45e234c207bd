import { between, wrapped } from '#shared/columns.ts'
import { receiptText } from '#shared/receiptText.ts'
import type { Block, Content } from './content.ts'

const width = 64
const receiptWidth = 42

/** A mail's text part: what a screen reader, a watch and a mail program without HTML read. */
export function plainOf({ business, blocks, foot }: Content): string {
  const parts = [business, ...blocks.map(blockText), '--', ...foot.map((line) => fold(line))]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'title':
      return fold(block.text)
    case 'heading':
      return fold(block.text.toUpperCase())
    case 'text':
      return fold(block.text)
    case 'note':
      return fold(`* ${block.text}`)
    case 'number':
      return `${block.label}: ${block.value}`
    case 'facts':
      return block.rows.map(({ label, value }) => fold(`${label}: ${value}`)).join('\n')
    case 'list':
      return block.items.map(itemText).join('\n')
    case 'button':
      return `${block.label}:\n${block.href}`
    case 'receipt':
      return receiptText(block.receipt, receiptWidth)
  }
}

function itemText({ name, detail, value }: { name: string; detail: string; value: string }): string {
  return [...between(name, value, width), ...(detail ? wrapped(`  ${detail}`, width) : [])].join('\n')
}

function fold(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, width))
    .join('\n')
}
