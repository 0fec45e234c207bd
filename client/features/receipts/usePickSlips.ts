import { computed } from 'vue'
import type { Order } from '#shared/rows.ts'
import { wasHandedOut } from './handedOut.ts'
import { pickSlip, sumSlip } from './pickSlip.ts'
import type { Row } from '#shared/receipt.ts'
import { useLetterhead } from './useLetterhead.ts'
import type { Paper } from './useReceipts.ts'

/** A slip for each order, for whoever puts them together; before those of several, what they need in all. */
export function usePickSlips(orders: () => readonly Order[], facts: () => Row[]) {
  const letterhead = useLetterhead()

  return computed((): Paper[] => {
    const some = orders()
    const [first] = some
    const slips = some.map((order) => {
      const id = `pick-${order.id}`
      return { id, label: order.number, receipt: pickSlip(order, letterhead(order, wasHandedOut(id))) }
    })
    if (!first || some.length === 1) return slips
    return [
      { id: 'pick', label: 'In all', receipt: sumSlip(some, facts(), letterhead(first, false)) },
      ...slips,
    ]
  })
}
