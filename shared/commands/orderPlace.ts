import { priceWith, questionsOf } from '../catalogue.ts'
import { define, type Flag, type Meta } from '../define.ts'
import { isGenerous, limitOf } from '../discount.ts'
import { timingOf } from '../doubt.ts'
import type { Draft } from '../draft.ts'
import { allotmentNeeded, spend } from '../escrow.ts'
import { addsUp, type Line, PlacedOrder } from '../order.ts'
import type { Product, Table } from '../rows.ts'
import { levelId } from '../tables.ts'
import { settleOrder } from '../status.ts'
import { isNearCount, move } from '../stock.ts'
import { takingsOf } from '../takings.ts'
import { takeIn } from '../tillSession.ts'

/** A sale. The order takes the command's id, so that no two commands can ever make the same order. */
export const orderPlace = define({
  name: 'order.place',
  v: 3,
  kind: 'fact',
  permission: 'order.place',
  args: PlacedOrder,
  // The second version may have options, discounts, something owed, a promise and a till session, the third costs as well.
  upcasts: [(args) => args, (args) => args],
  approval: (args) => args.approval,
  needs: (args, meta, draft) => ({
    rows: [
      ['device', meta.device],
      ['business', 'business'],
      ['person', meta.actor],
      ['location', args.locationId],
      ...(args.sessionId ? [['tillSession', args.sessionId] satisfies [Table, string]] : []),
      ...args.lines.flatMap((line): [Table, string][] => [
        ['product', line.productId],
        ['level', levelId(line.productId, args.locationId)],
        ...parentsOf(line, draft),
        ...allotmentNeeded(line.productId, args.locationId, meta, draft),
      ]),
    ],
    orders: [meta.id],
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
        ...timingOf(meta),
      })
      if (level.quantity < 0 && draft.get('product', line.productId)?.tracked) flags.add('oversold')
      if (isNearCount(draft, meta, line.productId, args.locationId)) flags.add('ambiguous')
      if (spend(draft, meta, line.productId, args.locationId, line.quantity)) flags.add('beyond-allotment')
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
    if (args.sessionId) {
      const news = { orders: 1, ...takingsOf(args.payments, 'in') }
      if (takeIn(draft, args.sessionId, meta.device, meta.at, news).isClosed) flags.add('after-closing')
    }
    return { ok: true, flags: [...flags] }
  },
})

function oddities(args: PlacedOrder, meta: Meta, draft: Draft): Flag[] {
  const flags: Flag[] = []
  if (!addsUp(args) || !isOfBusiness(args, draft)) flags.push('total-differs')
  if (!draft.get('location', args.locationId)) flags.push('dangling')
  const device = draft.get('device', meta.device)
  const letters = device ? [device.letter, ...(device.formerLetters ?? [])] : []
  if (!letters.some((letter) => args.number.startsWith(`${letter}-`))) flags.push('number-odd')
  for (const line of args.lines) {
    const product = draft.get('product', line.productId)
    if (!product) flags.push('dangling')
    else if (!isByCatalogue(line, product, draft)) flags.push('price-differs')
  }
  if (!args.approval && isGenerous(limitFor(meta, draft), args)) flags.push('over-limit')
  return flags
}

/** Whether money and tax are those of the business, where it is known. */
function isOfBusiness({ currency, taxIncluded }: PlacedOrder, draft: Draft): boolean {
  const business = draft.get('business', 'business')
  return !business || (business.currency === currency && business.taxIncluded === taxIncluded)
}

function isByCatalogue(line: Line, product: Product, draft: Draft): boolean {
  if (line.taxRate !== product.taxRate) return false
  return product.openPrice === true || priceOf(line, product, draft) === line.price
}

/** A variant may be asked its parent's questions, so its price needs the parent, once it is known who that is. */
function parentsOf({ productId, options }: Line, draft: Draft): [Table, string][] {
  if (!options || !draft.has('product', productId)) return []
  const parent = draft.get('product', productId)?.variantOf
  return parent ? [['product', parent]] : []
}

/** What one costs by the catalogue, with the options that were chosen; null where it does not have one of them. */
function priceOf(line: Line, product: Product, draft: Draft): number | null {
  const chosen = line.options ?? []
  if (chosen.length === 0) return product.price
  const parent = product.variantOf ? draft.get('product', product.variantOf) : undefined
  const choices = questionsOf(product, parent).flatMap((group) => group.choices)
  const isKnown = chosen.every((option) =>
    choices.some(({ id, price }) => id === option.id && price === option.price),
  )
  return isKnown ? priceWith(product.price, chosen) : null
}

function limitFor(meta: Meta, draft: Draft): number {
  const { employeeDiscount } = draft.get('business', 'business') ?? {}
  return limitOf(draft.get('person', meta.actor)?.role, employeeDiscount)
}
