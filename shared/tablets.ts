import * as v from 'valibot'
import { TabletAbout } from './protocol.ts'
import { Device } from './rows.ts'
import { Counter, Id, Instant, Said, Text } from './schema.ts'

/** A tablet as the office sees it. */
export const Tablet = v.object({
  ...Device.entries,
  enrolledAt: v.nullable(Instant),
  enrolledBy: v.nullable(Id),
  /** When the server last heard from it. */
  seenAt: v.nullable(Instant),
  /** The last command of it that the server holds. */
  lastSeq: Counter,
  /** How many more it said that it has; null where it said nothing of itself yet. */
  unsent: v.nullable(Counter),
  app: v.string(),
  storage: TabletAbout.entries.storage,
  /** Why it was shut out, last. */
  reason: v.string(),
  /** How much it did after it was shut out, which counts for nothing until somebody releases it. */
  aside: Counter,
  /** The letter under which it goes on, where its storage was lost and it was enrolled anew. */
  goesOnAs: v.nullable(v.string()),
})
export type Tablet = v.InferOutput<typeof Tablet>

export const TabletsAnswer = v.object({ tablets: v.array(Tablet) })
export type TabletsAnswer = v.InferOutput<typeof TabletsAnswer>

/** Another name or place for a tablet; or that it is shut out, and why; or let in again. */
export const TabletChange = v.union([
  v.strictObject({ name: v.exactOptional(Text(60, 1)), locationId: v.exactOptional(Id) }),
  v.strictObject({ active: v.literal(false), reason: Said(200, 1) }),
  v.strictObject({ active: v.literal(true) }),
])
export type TabletChange = v.InferOutput<typeof TabletChange>

/** What became of what was set aside: `taken` counts now; `left` still does not. */
export const ReleaseAnswer = v.object({ taken: Counter, left: Counter })
export type ReleaseAnswer = v.InferOutput<typeof ReleaseAnswer>
