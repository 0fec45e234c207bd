import type { Flag } from '#shared/define.ts'
import type { Refund, StatusStep } from '#shared/rows.ts'
import { byStamp } from '#shared/stamp.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { Tone } from '../../ui/tone.ts'
import { flagWords } from './flagWords.ts'
import { goodsText } from './goods.ts'
import { paymentsText, statusTones, statusWords } from './words.ts'

/** One thing that happened to an order. */
export interface Happening {
  /** The command's id. */
  id: string
  at: number
  what: string
  tone: Tone
  actorId: string
  deviceId: string
  more: string[]
  /** What was odd about it, in whole sentences. */
  odd: string[]
}

type Names = { money: (minor: number) => string; personOf: (id: string) => string }

/** Everything that happened to an order, the earliest first. */
export function storyOf(whole: WholeOrder, { money, personOf }: Names): Happening[] {
  const { order, status, paid, refund } = whole
  const allowed = (by: string | undefined) => (by ? [`Allowed by ${personOf(by)}`] : [])
  const placed = {
    id: order.id,
    at: order.placedAt,
    what: 'Placed',
    tone: 'good' as const,
    ...whoAndWhere(order),
    more: [
      order.payments.length > 0 ? `Paid ${paymentsText(order.payments, money)}` : 'Nothing paid yet',
      ...allowed(order.approval?.by),
    ],
  }
  const happenings = [
    ...status.map(ofStep),
    ...paid.map((row) => ({
      ...{ id: row.id, at: row.at, what: 'Paid', tone: 'good' as const, ...whoAndWhere(row) },
      more: [paymentsText(row.payments, money)],
    })),
    ...refund.map((row) => ({
      ...{ id: row.id, at: row.at, what: nameOf(row), tone: 'danger' as const, ...whoAndWhere(row) },
      more: [
        row.payments.length > 0 ? `Gave back ${paymentsText(row.payments, money)}` : 'No money back',
        goodsText(row.lines),
        row.reason ?? '',
        ...allowed(row.approval?.by),
      ].filter(Boolean),
    })),
  ]
  const sorted = happenings.sort(byStamp(({ at, id }) => [at, id]))
  return [placed, ...sorted].map((one) => ({ ...one, odd: oddText(whole.flags[one.id]) }))
}

/** Sentences for flags, each once. */
export function oddText(flags: readonly Flag[] = []): string[] {
  return [...new Set(flags)].map((flag) => flagWords[flag])
}

function ofStep(step: StatusStep): Omit<Happening, 'odd'> {
  const goods = step.restock === undefined ? '' : step.restock ? 'Goods back on the shelf' : 'Goods gone'
  return {
    ...{ id: step.id, at: step.at, what: statusWords[step.status], tone: statusTones[step.status] },
    ...whoAndWhere(step),
    more: [step.reason ?? '', goods].filter(Boolean),
  }
}

function nameOf(refund: Refund): string {
  return refund.lines.length > 0 ? 'Refund' : 'Money back'
}

function whoAndWhere({ actorId, deviceId }: { actorId: string; deviceId: string }) {
  return { actorId, deviceId }
}
