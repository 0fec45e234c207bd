import { shortSpan } from '#shared/time.ts'
import type { CourierStatus } from '../../data/status.ts'
import type { Filling, Waiting } from '../../data/queries.ts'
import type { Tone } from '../../ui/tone.ts'

export interface Badge {
  text: string
  /** For where there is no room. */
  short: string
  tone: Tone
  isBusy: boolean
}

/** How safe everything on this tablet is, in plain words. `now` is epoch ms by the device's own clock. */
export function badgeOf(
  status: Pick<CourierStatus, 'reach' | 'sending' | 'needsSignIn'>,
  waiting: Waiting,
  now: number,
  money: (minor: number) => string,
  filling: Filling = 'whole',
): Badge {
  const total = waiting.orders + waiting.others
  const { reach, sending, needsSignIn } = status
  if (needsSignIn && total > 0) {
    return badge(
      `Please sign in to send ${things(waiting, money)}`,
      `Sign in · ${total} waiting`,
      'attention',
    )
  }
  if (needsSignIn) return badge('Please sign in to stay up to date', 'Please sign in', 'attention')
  if (sending && total > 0) return sendingBadge(sending)
  if (total > 0) return waitingBadge(reach === 'offline', waiting, now, money)
  if (reach === 'offline') return badge('Offline · nothing waiting', 'Offline', 'calm')
  if (filling === 'empty')
    return { ...badge('Fetching what there is to sell…', 'Fetching…', 'calm'), isBusy: true }
  if (filling === 'sellable')
    return { ...badge('Ready to sell · fetching earlier orders', 'Fetching orders', 'calm'), isBusy: true }
  if (reach === 'unknown') return { ...badge('Checking…', 'Checking…', 'calm'), isBusy: true }
  return badge('All saved and sent', 'All sent', 'good')
}

/** "12 orders (£143.50) and 3 changes". */
export function things(waiting: Waiting, money: (minor: number) => string): string {
  const { orders, amount, others } = waiting
  const parts = [
    orders > 0 && `${orders} ${orders === 1 ? 'order' : 'orders'} (${money(amount)})`,
    others > 0 && `${others} ${others === 1 ? 'change' : 'changes'}`,
  ]
  return parts.filter((part) => part !== false).join(' and ')
}

function sendingBadge({ done, total }: { done: number; total: number }): Badge {
  const current = Math.min(done + 1, total)
  return { ...badge(`Sending ${current} of ${total}`, `Sending ${current}/${total}`, 'calm'), isBusy: true }
}

function waitingBadge(
  isOffline: boolean,
  waiting: Waiting,
  now: number,
  money: (minor: number) => string,
): Badge {
  const age = waiting.oldestAt === null ? 0 : now - waiting.oldestAt
  const isOld = age >= 60_000
  const text = `${things(waiting, money)} waiting${isOld ? `, oldest ${shortSpan(age)}` : ''}`
  const short = `${waiting.orders + waiting.others} waiting`
  if (isOffline) return badge(`Offline · ${text}`, `Offline · ${short}`, 'attention')
  return badge(text, short, isOld ? 'attention' : 'calm')
}

function badge(text: string, short: string, tone: Tone): Badge {
  return { text, short, tone, isBusy: false }
}
