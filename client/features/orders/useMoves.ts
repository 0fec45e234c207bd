import type { Status } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import { statusWords } from './words.ts'

const refusals = {
  'not-enrolled': 'This tablet does not belong to a stall yet, so nothing was changed.',
  'nobody-here': 'Nobody is signed in on this till, so nothing was changed.',
  'not-permitted': 'Your role does not allow this, so nothing was changed.',
  unknown: 'This order is not on this tablet, so nothing was changed.',
  incomplete: 'Something was missing, so nothing was changed.',
} as const

/** Takes orders from one status to the next. */
export function useMoves() {
  const { till, may } = useTill()
  const { show } = useToasts()

  /** Moves it at once; the message offers the way back. */
  async function move(order: Order, status: Exclude<Status, 'cancelled'>) {
    const from = order.status
    if (from === status || from === 'cancelled') return
    if (!(await set(order.id, status))) return
    const undo = { label: 'Undo', run: () => void set(order.id, from) }
    show(`${order.number} is ${statusWords[status].toLowerCase()}`, { action: undo })
  }

  async function cancel(order: Order, reason: string, restock: boolean): Promise<boolean> {
    const isDone = await set(order.id, 'cancelled', { restock, ...(reason ? { reason } : {}) })
    if (isDone) show(`${order.number} is cancelled`)
    return isDone
  }

  async function set(orderId: string, status: Status, more: { reason?: string; restock?: boolean } = {}) {
    const recorded = await till.record('order.setStatus', { orderId, status, ...more })
    if (!recorded.ok) show(refusals[recorded.code], { tone: 'danger' })
    return recorded.ok
  }

  return { mayMove: () => may('order.setStatus'), move, cancel }
}
