import * as v from 'valibot'
import { define, type Flag, type Meta } from '../define.ts'
import { timingOf } from '../doubt.ts'
import { allotmentNeeded, spend } from '../escrow.ts'
import type { Movement, Table } from '../rows.ts'
import { levelId } from '../tables.ts'
import { Id, Said, Size } from '../schema.ts'
import { isNearCount, move } from '../stock.ts'

const MoveArgs = v.pipe(
  v.strictObject({
    locationId: Id,
    /** Where a transfer goes to. */
    toLocationId: v.exactOptional(Id),
    reason: v.picklist(['received', 'transfer', 'waste', 'sample', 'correction']),
    lines: v.pipe(
      v.array(v.strictObject({ productId: Id, quantity: v.pipe(Size, v.notValue(0)) })),
      v.minLength(1),
      v.maxLength(500),
    ),
    note: v.exactOptional(Said(200, 1)),
    /** The market day that goods are loaded for. */
    dayId: v.exactOptional(Id),
  }),
  v.check(
    (args) => (args.reason === 'transfer') === (args.toLocationId !== undefined),
    'a transfer has two ends',
  ),
  v.check((args) => args.toLocationId !== args.locationId, 'a transfer needs two places'),
  v.check(
    (args) => args.reason === 'correction' || args.lines.every((line) => line.quantity > 0),
    'only a correction has a sign of its own',
  ),
)
type MoveArgs = v.InferOutput<typeof MoveArgs>

/** Goods that came, went, spoiled or were given away. Quantities are positive; the reason says which way they go. */
export const stockMove = define({
  name: 'stock.move',
  v: 2,
  kind: 'fact',
  permission: 'stock.move',
  args: MoveArgs,
  // The second version may say for which market day.
  upcasts: [(args) => args],
  needs: (args, meta, draft) => ({
    rows: args.lines.flatMap((line): [Table, string][] => [
      ['product', line.productId],
      ...[args.locationId, args.toLocationId]
        .filter((place) => place !== undefined)
        .map((place): [Table, string] => ['level', levelId(line.productId, place)]),
      ...allotmentNeeded(line.productId, args.locationId, meta, draft),
    ]),
  }),
  rule(args, meta, draft) {
    const flags = new Set<Flag>()
    for (const movement of movementsOf(args, meta)) {
      move(draft, movement)
      if (isNearCount(draft, meta, movement.productId, movement.locationId)) flags.add('ambiguous')
      // What a tablet takes off its shelf goes off what it may sell.
      const { productId, locationId, quantity } = movement
      if (locationId === args.locationId && quantity < 0) spend(draft, meta, productId, locationId, -quantity)
    }
    if (args.lines.some((line) => !draft.get('product', line.productId))) flags.add('dangling')
    return { ok: true, flags: [...flags] }
  },
})

function movementsOf(args: MoveArgs, meta: Meta): Movement[] {
  const { locationId, toLocationId, reason, note, dayId } = args
  return args.lines.flatMap(({ productId, quantity }, index) => {
    const common = {
      productId,
      reason,
      at: meta.at,
      actorId: meta.actor,
      ...timingOf(meta),
      ...(dayId === undefined ? {} : { dayId }),
      ...(note === undefined ? {} : { note }),
    }
    const arrives = reason === 'received' || reason === 'correction'
    const here = {
      ...common,
      id: `${meta.id}.${index}`,
      locationId,
      quantity: arrives ? quantity : -quantity,
    }
    if (toLocationId === undefined) return [here]
    return [here, { ...common, id: `${meta.id}.${index}t`, locationId: toLocationId, quantity }]
  })
}
