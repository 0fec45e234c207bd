import type { Envelope } from '#shared/envelope.ts'
import type { Outcome } from '#shared/protocol.ts'
import type { Exception } from '#shared/rows.ts'
import { Id } from '#shared/schema.ts'
import * as v from 'valibot'

type About = NonNullable<Exception['about']>

const mostProducts = 20
const Lines = v.array(v.object({ productId: Id }))

/** What an outcome leaves for a manager to look at; null where all went as it should. */
export function aboutOf(
  outcome: Outcome,
  device: string,
  envelope: Envelope | null,
  at: number,
): About | null {
  const codes = codesOf(outcome)
  if (codes.length === 0 || outcome.status === 'applied') return null
  const common = { status: outcome.status, codes, deviceId: device }
  if (!envelope) return { ...common, name: '', at }
  const { name, actor, args } = envelope
  return { ...common, name, at, actorId: actor, ...orderIn(name, envelope.id, args), ...placeIn(args) }
}

/** The command's id, or its place where it has none that is its own. */
export function exceptionId(envelope: Envelope | null, device: string, seq: number, isHeld: boolean): string {
  return envelope && !isHeld ? envelope.id : `${device}.${seq}`
}

/** A device lets go of what was taken in weeks before: nobody needs to look at that. */
function codesOf(outcome: Outcome): string[] {
  if (outcome.status === 'flagged') return outcome.flags
  if (outcome.status === 'applied' || outcome.code === 'pruned') return []
  return [outcome.code]
}

function orderIn(name: string, id: string, args: Record<string, unknown>): Partial<About> {
  const number = v.safeParse(v.pipe(v.string(), v.maxLength(20), v.minLength(1)), args['number'])
  const orderId = v.safeParse(Id, name === 'order.place' ? id : args['orderId'])
  return {
    ...(orderId.success ? { orderId: orderId.output } : {}),
    ...(number.success ? { number: number.output } : {}),
  }
}

function placeIn(args: Record<string, unknown>): Partial<About> {
  const locationId = v.safeParse(Id, args['locationId'])
  const lines = v.safeParse(Lines, args['lines'])
  const products = lines.success ? lines.output.map(({ productId }) => productId) : []
  return {
    ...(locationId.success ? { locationId: locationId.output } : {}),
    ...(products.length > 0 ? { productIds: [...new Set(products)].slice(0, mostProducts) } : {}),
  }
}
