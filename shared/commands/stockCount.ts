import * as v from 'valibot'
import { define } from '../define.ts'
import { levelId, type Table } from '../rows.ts'
import { Id, Size } from '../schema.ts'
import type { Stamp } from '../stamp.ts'
import { recount } from '../stock.ts'

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
    movements: args.lines.map(({ productId }, index) => ({
      productId,
      locationId: args.locationId,
      after: [meta.at, `${meta.id}.${index}`] satisfies Stamp,
    })),
  }),
  rule(args, meta, draft) {
    args.lines.forEach((line, index) => {
      recount(draft, {
        id: `${meta.id}.${index}`,
        locationId: args.locationId,
        ...line,
        at: meta.at,
        actorId: meta.actor,
      })
    })
    const isDangling = args.lines.some((line) => !draft.get('product', line.productId))
    return { ok: true, flags: isDangling ? ['dangling'] : [] }
  },
})
