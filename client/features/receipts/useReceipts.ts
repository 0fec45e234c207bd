import { computed } from 'vue'
import type { Order } from '#shared/rows.ts'
import { clockOf } from '#shared/time.ts'
import { useLive } from '../../data/live.ts'
import { paidOf, refundsOf } from '../../data/orderQueries.ts'
import { useTill } from '../app/useTill.ts'
import { paymentReceipt, refundReceipt } from '#shared/laterReceipts.ts'
import { orderReceipt } from '#shared/orderReceipt.ts'
import { wasHandedOut } from './handedOut.ts'
import type { Later, Receipt } from '#shared/receipt.ts'
import { useLetterhead } from './useLetterhead.ts'

/** One of an order's receipts: of itself, or of a payment or refund that came later. Its id is the row's. */
export interface Paper {
  id: string
  label: string
  receipt: Receipt
}

/** Every receipt there is of an order, the order's own first. What came to it later is looked up here unless it is known. */
export function useReceipts(order: () => Order, known: () => Later | undefined = () => undefined) {
  const { till, business, device } = useTill()
  const letterhead = useLetterhead()
  const held = useLive<Later>(
    async () => {
      const [paid, refunds] = await Promise.all([paidOf(till.db, order().id), refundsOf(till.db, order().id)])
      return { paid, refunds }
    },
    { paid: [], refunds: [] },
    () => order().id,
  )

  const letterheadOf = (row: Made) =>
    letterhead(row, row.deviceId !== device.value?.id || wasHandedOut(row.id))

  return computed((): Paper[] => {
    const [row, later] = [order(), known() ?? held.value]
    const { paid, refunds } = later
    const zone = business.value?.zone ?? 'UTC'
    return [
      { id: row.id, label: 'Order', receipt: orderReceipt(row, later, letterheadOf(row)) },
      ...paid.map((one) => ({
        id: one.id,
        label: `Payment ${clockOf(one.at, zone)}`,
        receipt: paymentReceipt(row, one, later, letterheadOf(one)),
      })),
      ...refunds.map((one) => ({
        id: one.id,
        label: `Refund ${clockOf(one.at, zone)}`,
        receipt: refundReceipt(row, one, letterheadOf(one)),
      })),
    ]
  })
}

type Made = Pick<Order, 'id' | 'locationId' | 'actorId' | 'deviceId'>
