import { amountIn } from '#shared/denominations.ts'
import { formatNote } from '#shared/money.ts'
import type { CashMove, Closing, TillSession } from '#shared/rows.ts'
import { takingsIn } from '#shared/takings.ts'
import type { Receipt, ReceiptLine, Row } from '#shared/receipt.ts'
import { cashFacts, differenceText, moveWords, otherFacts } from './words.ts'

/** What a slip says beside the figures. */
export interface SlipWords {
  business: string
  location: string
  tablet: string
  openedBy: string
  closedBy: string
  money: (minor: number) => string
  when: (at: number) => string
  /** What came in after this count, a line each. */
  restated: readonly string[]
}

/** A count of a drawer as a slip of paper: as it was when it was counted, and beneath it what restated it since. */
export function slipOf(
  session: TillSession,
  closing: Closing,
  moves: readonly CashMove[],
  words: SlipWords,
): Receipt {
  const { money, when } = words
  const takings = takingsIn(closing.known)
  const { opened } = session
  const currency = opened?.currency ?? 'GBP'
  return {
    // Staff read it beside their screens.
    language: 'en',
    title: 'Cash-up',
    number: words.tablet,
    business: words.business,
    head: [],
    marks: [],
    facts: [
      { label: 'At', value: words.location },
      { label: 'Till', value: words.tablet },
      ...(opened ? [{ label: 'Opened', value: `${when(opened.at)}, ${words.openedBy}` }] : []),
      { label: 'Counted', value: `${when(closing.at)}, ${words.closedBy}` },
    ],
    lines: coinLines(closing, currency, money),
    sums: [
      ...cashFacts(opened?.float ?? 0, takings, money),
      { label: 'Should be in it', value: money(closing.expected), strong: true },
      { label: 'Counted', value: money(closing.counted), strong: true },
      {
        label: 'Difference',
        value: differenceText(closing.counted - closing.expected, money),
        strong: true,
      },
    ],
    money: otherFacts(takings, money),
    taxes: moves.filter(({ at }) => at <= closing.at).map((move) => moveRow(move, money)),
    notes: [closing.note ?? '', ...words.restated].filter(Boolean),
    end: 'Signed: ______________________',
  }
}

/** What was found, note by note; what was typed as a sum comes last. */
function coinLines({ coins, counted }: Closing, currency: string, money: SlipWords['money']): ReceiptLine[] {
  const rest = counted - amountIn(coins)
  return [
    ...coins.map(({ value, size }) => ({
      quantity: size,
      name: formatNote(value, currency),
      value: money(value * size),
      details: [],
    })),
    ...(coins.length > 0 && rest > 0
      ? [{ quantity: 1, name: 'Anything else', value: money(rest), details: [] }]
      : []),
  ]
}

function moveRow({ kind, amount, reason }: CashMove, money: SlipWords['money']): Row {
  return {
    label: [moveWords[kind], reason].filter(Boolean).join(' · '),
    value: kind === 'none' ? '–' : `${kind === 'out' ? '−' : ''}${money(amount)}`,
  }
}
