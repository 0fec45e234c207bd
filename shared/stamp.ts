import * as v from 'valibot'
import { Id, Instant } from './schema.ts'

/**
 * When something happened and the id that settles ties. The instant is the device's clock corrected by its measured
 * offset to the server, so devices with wrong clocks still agree on it.
 */
export const Stamp = v.tuple([Instant, v.string()])
export type Stamp = v.InferOutput<typeof Stamp>

export const FieldStamp = v.tuple([Instant, Id])

export function isLater(a: Stamp, b: Stamp): boolean {
  return a[0] === b[0] ? a[1] > b[1] : a[0] > b[0]
}

export function byStamp<T>(stampOf: (item: T) => Stamp): (a: T, b: T) => number {
  return (a, b) => (isLater(stampOf(a), stampOf(b)) ? 1 : -1)
}
