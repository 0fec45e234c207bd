import * as v from 'valibot'
import { Counter, Id, Text } from './schema.ts'

/** What one tablet has been given of a product at a place. All numbers only grow; what is left follows from them. */
export const Allotment = v.object({
  id: Text(120, 1),
  productId: Id,
  locationId: Id,
  deviceId: Id,
  /** What the server has granted in all. */
  granted: Counter,
  /** As much of it as the tablet's own journal says that it took. */
  taken: Counter,
  /** Sold out of it, or gone otherwise by the tablet's own entries. */
  used: Counter,
  /** Given back by the tablet. */
  given: Counter,
  /** Taken away by a manager, since the tablet is lost. */
  released: Counter,
  /** Sold without an allotment. */
  beyond: Counter,
  /** How fast it sells: sixteenths of a unit, halved with each hour; `hour` is the one of the last sale. */
  pace: Counter,
  hour: Counter,
  /** The command by which it asked last, and the last one that was answered. The grant goes by that id. */
  asked: v.exactOptional(Id),
  answered: v.exactOptional(Id),
})
export type Allotment = v.InferOutput<typeof Allotment>

export function allotmentId(productId: string, locationId: string, deviceId: string): string {
  return `${productId}@${locationId}.${deviceId}`
}

export function noAllotment(productId: string, locationId: string, deviceId: string): Allotment {
  return {
    ...{ id: allotmentId(productId, locationId, deviceId), productId, locationId, deviceId },
    ...{ granted: 0, taken: 0, used: 0, given: 0, released: 0, beyond: 0, pace: 0, hour: 0 },
  }
}

type Sums = Pick<Allotment, 'granted' | 'taken' | 'used' | 'given' | 'released'>

/** What the tablet may still sell freely. */
export function freeOf({ taken, used, given, released }: Sums): number {
  return Math.max(0, taken - used - given - released)
}

/** What is spoken for: also what was granted and has not reached the tablet. */
export function heldOf({ granted, taken, used, given, released }: Sums): number {
  return Math.max(0, Math.max(granted, taken) - used - given - released)
}
