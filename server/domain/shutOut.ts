import type { Kind } from '#shared/define.ts'
import { effectiveAt, type Envelope } from '#shared/envelope.ts'
import type { ShutOut } from '../store/deviceKeys.ts'
import type { Store } from '../store/store.ts'
import { giveOf } from './suspect.ts'

/*
 * A tablet that was shut out may have sold for hours before it hears of that, and none of it may be lost; and whoever
 * stole it may say what they like. When something happened is told by the tablet's own clock, which proves nothing. So
 * only what the server had heard of before is taken as it is. Of the rest, a fact that says it happened before is taken
 * and flagged; one that says it happened after, and every wish, is set aside with its bytes until a manager releases it.
 */

/** Since when a device is shut out, while it is. */
export function shutOutOf({ rows, deviceKeys }: Store, device: string): ShutOut | null {
  if (rows.one('device', device)?.active !== false) return null
  return deviceKeys.shutOut(device) ?? { at: 0, witnessed: 0 }
}

/** Whether what a device sent is taken as it is, taken and flagged, or set aside. */
export type Stand = 'taken' | 'doubted' | 'aside'

/** `kind` is null where nobody here knows the command. */
export function standOf(command: Envelope, kind: Kind | null, shutOut: ShutOut | null): Stand {
  if (!shutOut || command.seq <= shutOut.witnessed) return 'taken'
  if (kind !== 'fact') return 'aside'
  return effectiveAt(command) - giveOf(command) > shutOut.at ? 'aside' : 'doubted'
}
