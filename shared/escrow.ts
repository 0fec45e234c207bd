import { type Allotment, allotmentId, noAllotment } from './allotment.ts'
import { spent } from './sharing.ts'
import type { Meta } from './define.ts'
import type { Draft } from './draft.ts'
import type { Table } from './rows.ts'

/** The allotment out of which a tablet's entry takes a product, once it is known that there is one. */
export function allotmentNeeded(
  productId: string,
  locationId: string,
  meta: Pick<Meta, 'device'>,
  draft: Draft,
): [Table, string][] {
  if (!draft.has('product', productId) || !draft.get('product', productId)?.scarce) return []
  return [['allotment', allotmentId(productId, locationId, meta.device)]]
}

/** Takes `size` of a scarce product out of the tablet's own allotment. True where that went beyond it. */
export function spend(
  draft: Draft,
  meta: Meta,
  productId: string,
  locationId: string,
  size: number,
): boolean {
  if (!draft.get('product', productId)?.scarce) return false
  const own = allotmentIn(draft, productId, locationId, meta.device)
  const { next, beyond } = spent(own, size, meta.at)
  draft.put('allotment', next)
  return beyond > 0
}

export function allotmentIn(
  draft: Draft,
  productId: string,
  locationId: string,
  deviceId: string,
): Allotment {
  const known = draft.get('allotment', allotmentId(productId, locationId, deviceId))
  return known ?? noAllotment(productId, locationId, deviceId)
}
