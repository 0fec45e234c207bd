import * as v from 'valibot'
import { define, type Flag } from '../define.ts'
import type { Table } from '../rows.ts'
import { levelId } from '../tables.ts'
import { Id, Size } from '../schema.ts'
import { timingOf } from '../doubt.ts'
import { beforeCount, recount } from '../stock.ts'

/** What was found on the shelves of a location, beside what the tablet expected there when it was counted. */
export const stockCount = define({
  name: 'stock.count',
  v: 1,
  kind: 'fact',
  permission: 'stock.count',
  args: v.strictObject({
    locationId: Id,
    lines: v.pipe(
      v.array(v.strictObject({ productId: Id, quantity: v.pipe(Size, v.minValue(0)), expected: Size })),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  needs: (args, meta) => ({
    rows: args.lines.flatMap(({ productId }): [Table, string][] => [
      ['product', productId],
      ['level', levelId(productId, args.locationId)],
    ]),
    movements: args.lines.map(({ productId }) => ({
      productId,
      locationId: args.locationId,
      after: beforeCount({ at: meta.at, ...timingOf(meta) }),
    })),
  }),
  rule(args, meta, draft) {
    const flags = new Set<Flag>()
    args.lines.forEach((line, index) => {
      const isUnclear = recount(draft, {
        id: `${meta.id}.${index}`,
        locationId: args.locationId,
        ...line,
        at: meta.at,
        actorId: meta.actor,
        ...timingOf(meta),
      })
      if (isUnclear) flags.add('ambiguous')
      if (!draft.get('product', line.productId)) flags.add('dangling')
    })
    return { ok: true, flags: [...flags] }
  },
})
