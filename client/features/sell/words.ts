import type { Basket } from './basket.ts'
import type { Parked } from './held.ts'

/** "1 thing", "5 things". */
export function thingsOf(size: number): string {
  return size === 1 ? '1 thing' : `${size} things`
}

/** What a parked order is called: its name, its customer, or else when it was parked. */
export function titleOfParked({ label, basket }: Parked, clock: string): string {
  return label || basket.customer || `Parked at ${clock}`
}

/** "2 × Tea, 1 × Bun and 3 more". */
export function namesIn({ lines }: Basket, most = 3): string {
  const said = lines.slice(0, most).map(({ quantity, name }) => `${quantity} × ${name}`)
  return lines.length > most ? `${said.join(', ')} and ${lines.length - most} more` : said.join(', ')
}

/** Why an order for which money was taken already cannot simply go. */
export function takenText(amount: string): string {
  return `${amount} was taken for this order. Give it back and remove the payment under Charge first.`
}
