import { define, type Flag, type Meta } from '../define.ts'
import type { Draft } from '../draft.ts'
import { addsUp, PlacedOrder } from '../order.ts'
import { levelId, type Table } from '../rows.ts'
import { settleOrder } from '../status.ts'
import { move } from '../stock.ts'

/** A sale. The order takes the command's id, so that no two commands can ever make the same order. */
export const orderPlace = define({
  name: 'order.place',
  v: 1,
  kind: 'fact',
  permission: 'order.place',
  args: PlacedOrder,
  needs: (args, meta) => ({
    rows: [
      ['device', meta.device],
      ['location', args.locationId],
      ...args.lines.flatMap((line): [Table, string][] => [
        ['product', line.productId],
        ['level', levelId(line.productId, args.locationId)],
      ]),
    ],
    steps: [meta.id],
  }),
  rule(args, meta, draft) {
    const flags = new Set<Flag>(oddities(args, meta, draft))
    args.lines.forEach((line, index) => {
      const level = move(draft, {
        id: `${meta.id}.${index}`,
        productId: line.productId,
        locationId: args.locationId,
        quantity: -line.quantity,
        reason: 'sale',
        at: meta.at,
        actorId: meta.actor,
        orderId: meta.id,
      })
      if (level.quantity < 0 && draft.get('product', line.productId)?.tracked) flags.add('oversold')
    })
    settleOrder(draft, {
      id: meta.id,
      ...args,
      deviceId: meta.device,
      actorId: meta.actor,
      placedAt: meta.at,
      zone: meta.zone,
      status: args.startStatus,
      statusAt: meta.at,
    })
    return { ok: true, flags: [...flags] }
  },
})

function oddities(args: PlacedOrder, meta: Meta, draft: Draft): Flag[] {
  const flags: Flag[] = []
  if (!addsUp(args)) flags.push('total-differs')
  if (!draft.get('location', args.locationId)) flags.push('dangling')
  const device = draft.get('device', meta.device)
  const letters = device ? [device.letter, ...(device.formerLetters ?? [])] : []
  if (!letters.some((letter) => args.number.startsWith(`${letter}-`))) flags.push('number-odd')
  for (const line of args.lines) {
    const product = draft.get('product', line.productId)
    if (!product) flags.push('dangling')
    else if (product.price !== line.price) flags.push('price-differs')
  }
  return flags
}
