import type { Status } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useTill } from '../app/useTill.ts'
import { refusals } from './refusals.ts'
import { statusWords } from './words.ts'

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

  async function set(orderId: string, status: Status) {
    const recorded = await till.record('order.setStatus', { orderId, status })
    if (!recorded.ok) show(refusals[recorded.code], { tone: 'danger' })
    return recorded.ok
  }

  return { mayMove: () => may('order.setStatus'), move }
}
