import { unitsLeft } from '#shared/balance.ts'
import type { Line } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import {
  frameOf,
  type Letterhead,
  type Receipt,
  type ReceiptLine,
  type Row,
  sayingOf,
} from '#shared/receipt.ts'

/** What whoever puts an order together has to know of it, and no prices. What went back is not on it. */
export function pickSlip(order: Order, letterhead: Letterhead): Receipt {
  const { words, when, ...saying } = sayingOf(letterhead)
  const asTaken = { ...words, date: words.ordered, servedBy: words.takenBy }
  const { marks, facts, ...frame } = frameOf(order, letterhead, order.placedAt, {
    ...{ ...saying, when, words: asTaken },
  })
  const { name, note } = order.customer ?? {}
  const wanted = order.promisedAt ? when(order.promisedAt) : words.asSoonAsCanBe
  return {
    ...bare,
    ...frame,
    ...{ head: [], end: '' },
    title: words.toMake(order.number),
    marks: [...(order.status === 'cancelled' ? [words.cancelled] : []), ...marks],
    facts: [
      ...(name ? [{ label: words.for, value: name, strong: true }] : []),
      { label: words.wanted, value: wanted, strong: true },
      ...facts,
    ],
    lines: leftOf(order).map(({ line, quantity }) => ({ ...choicesOf(line), quantity })),
    notes: [note ?? '', order.note ?? ''].filter(Boolean),
  }
}

/** What several orders need in all: the same thing with the same choices once, and which orders it is for. */
export function sumSlip(orders: readonly Order[], facts: Row[], letterhead: Letterhead): Receipt {
  const { words, language } = sayingOf(letterhead)
  const sums = new Map<string, ReceiptLine & { numbers: string[] }>()
  for (const order of orders)
    for (const { line, quantity } of leftOf(order)) {
      const choices = choicesOf(line)
      const key = JSON.stringify([line.productId, choices])
      const sum = sums.get(key) ?? { ...choices, quantity: 0, numbers: [] }
      const number = quantity > 1 ? words.some(quantity, order.number) : order.number
      sums.set(key, { ...sum, quantity: sum.quantity + quantity, numbers: [...sum.numbers, number] })
    }
  return {
    ...bare,
    ...{ number: '', head: [], marks: [], notes: [], end: '' },
    language,
    business: letterhead.business.name,
    title: words.toMakeInAll,
    facts,
    lines: [...sums.values()]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(({ numbers, ...line }) => ({ ...line, details: [...line.details, numbers.join(', ')] })),
  }
}

const bare = { sums: [], money: [], taxes: [], isPickSlip: true } satisfies Partial<Receipt>

function leftOf(order: Order): { line: Line; quantity: number }[] {
  const left = unitsLeft(order)
  return order.lines
    .map((line, index) => ({ line, quantity: left[index] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
}

function choicesOf({ name, options = [], note }: Line): Omit<ReceiptLine, 'quantity'> {
  return { name, value: '', details: [...options.map((option) => option.name), ...(note ? [note] : [])] }
}
