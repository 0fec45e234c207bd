import type { ForecastAnswer, ForecastRow, Service } from '#shared/forecast/answer.ts'
import { dayText } from '../app/days.ts'
import { sizeText } from '../stock/shelf.ts'

/** How often it is to be enough, as one says it. */
export const services: readonly { value: Service; label: string }[] = [
  { value: '80', label: 'Enough on 8 of 10 days' },
  { value: '90', label: '9 of 10' },
  { value: '95', label: '19 of 20' },
]

/** "16, from 12 to 20". */
export function likelyText({ isEnough, low, expected, high }: ForecastRow): string {
  if (!isEnough) return '–'
  return low === high ? String(expected) : `${expected}, from ${low} to ${high}`
}

/** What the figures rest on, and how good such figures have been. */
export function basisText({ days, until, error }: ForecastAnswer): string {
  if (until === null) return ''
  const rests = `Rests on ${days} market ${days === 1 ? 'day' : 'days'} there, the last on ${dayText(until)}.`
  const off =
    error === null
      ? ''
      : ` Of a hundred units sold lately, such figures were off by ${Math.round(error * 100)}.`
  return `${rests}${off}`
}

/** Units that the store has not got. */
export function lackingOf({ load, stored }: ForecastRow): number {
  return stored === null ? 0 : Math.max(0, load - Math.max(0, stored))
}

/** "12 there · 40 in the store": what of it need not be made. */
export function stockText({ there, stored }: ForecastRow): string {
  if (there === null) return ''
  return [`${sizeText(there)} there`, stored === null ? '' : `${sizeText(stored)} in store`]
    .filter(Boolean)
    .join(' · ')
}
