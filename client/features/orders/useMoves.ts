import type { Status } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { orderById } from '../../data/queries.ts'
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
    const undo = { label: 'Undo', run: () => void back(order, status, from) }
    show(`${order.number} is ${statusWords[status].toLowerCase()}`, { action: undo })
  }

  /** Only from where this move has put it: whoever moved it on since was later. */
  async function back({ id, number }: Order, moved: Status, from: Status) {
    const now = await orderById(till.db, id)
    if (now?.status === moved) await set(id, from)
    else if (now) show(`${number} is ${statusWords[now.status].toLowerCase()} by now, and stays so`)
  }

  async function set(orderId: string, status: Status) {
    const recorded = await till.record('order.setStatus', { orderId, status })
    if (!recorded.ok) show(refusals[recorded.code], { tone: 'danger' })
    return recorded.ok
  }

  return { mayMove: () => may('order.setStatus'), move }
}
