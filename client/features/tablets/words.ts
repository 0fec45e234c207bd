import type { Tablet } from '#shared/tablets.ts'
import { sizeText } from '../app/storage.ts'

/** What a tablet has that the server has not, as far as it said. */
export function unsentText({ unsent }: Pick<Tablet, 'unsent'>): string {
  if (unsent === null) return 'Not known'
  return unsent === 0 ? 'Nothing' : unsent === 1 ? '1 entry' : `${unsent} entries`
}

/** How well its browser keeps what is on it. */
export function storageText({ storage }: Pick<Tablet, 'storage'>): string {
  if (!storage) return 'Not known'
  const { isPersistent, usage, quota } = storage
  const room = quota > 0 ? `, ${sizeText(usage)} of ${sizeText(quota)}` : ''
  return `${isPersistent ? 'Kept for good' : 'The browser may clear it'}${room}`
}
