import type { ReleaseAnswer, Tablet } from '#shared/tablets.ts'
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

/** What a manager finds of a tablet at a glance, under its name. */
export function briefText({ app, lastSeq, storage }: Pick<Tablet, 'app' | 'lastSeq' | 'storage'>): string {
  const kept = storage ? (storage.isPersistent ? 'kept for good' : 'may be cleared') : ''
  const held = `${lastSeq === 1 ? '1 entry' : `${lastSeq} entries`} on the server`
  return [held, app && `version ${app}`, kept && `storage ${kept}`].filter(Boolean).join(' · ')
}

/** What was done on it after it was shut out. */
export function asideText(aside: number): string {
  return aside === 1
    ? '1 entry was made after it was shut out'
    : `${aside} entries were made after it was shut out`
}

export function releasedText({ taken, left }: ReleaseAnswer): string {
  const words = taken === 1 ? '1 entry counts now' : `${taken} entries count now`
  return left === 0 ? `${words}.` : `${words}; ${left} could not be worked out and stay aside.`
}
