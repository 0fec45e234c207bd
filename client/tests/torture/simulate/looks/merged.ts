import type { Count, Level, Movement, Order, StatusStep } from '#shared/rows.ts'
import { isLater, type Stamp } from '#shared/stamp.ts'
import { standingOf } from '#shared/status.ts'
import { levelOf } from '#shared/stock.ts'
import * as v from 'valibot'
import { isEqual } from '../../../../data/equal.ts'
import type { Evening } from './evening.ts'
import { envelopeIn, isAccepted, timeOf } from './held.ts'

/* What is a function of a set is what the set says, whoever came first. */

const Edited = v.object({ id: v.string(), fields: v.record(v.string(), v.unknown()) })

/** Of each field the edit with the latest stamp holds, whoever came first. */
export function productsAreRight({ world, held }: Evening): string | null {
  const latest = new Map<string, { stamp: Stamp; value: unknown }>()
  for (const one of held) {
    const envelope = isAccepted(one) && one.raw.includes('"product.save"') ? envelopeIn(one.raw) : null
    if (envelope?.name !== 'product.save') continue
    const { id, fields } = v.parse(Edited, envelope.args)
    const stamp: Stamp = [timeOf(one), envelope.id]
    for (const [field, value] of Object.entries(fields)) {
      const known = latest.get(`${id} ${field}`)
      if (!known || isLater(stamp, known.stamp)) latest.set(`${id} ${field}`, { stamp, value })
    }
  }
  const products = new Map(
    world.server
      .store()
      .rows.all('product')
      .map((row) => [row.id, new Map(Object.entries(row))]),
  )
  for (const [key, { value }] of latest) {
    const [id = '', field = ''] = key.split(' ')
    const shown: unknown = products.get(id)?.get(field)
    if (!isEqual(shown, value))
      return `${field} of product ${id} is ${String(shown)} and should be ${String(value)}`
  }
  return null
}

export function levelsAreRight({ world }: Evening): string | null {
  const { rows } = world.server.store()
  const movements = Map.groupBy(rows.all('movement'), shelfOf)
  const counts = Map.groupBy(rows.all('count'), shelfOf)
  for (const level of rows.all('level')) {
    const shelf = shelfOf(level)
    const right = levelOf(movements.get(shelf) ?? [], counts.get(shelf) ?? [])
    if (right !== level.quantity) return `${level.id} is ${level.quantity} and should be ${right}`
  }
  return null
}

function shelfOf({ productId, locationId }: Movement | Count | Level): string {
  return `${productId}@${locationId}`
}

export function statusesAreRight({ world }: Evening): string | null {
  const { rows } = world.server.store()
  const steps = Map.groupBy(rows.all('status'), (step: StatusStep) => step.orderId)
  for (const order of rows.all('order')) {
    const standing = standingOf(order, steps.get(order.id) ?? [])
    const shown: Partial<Order> = {
      status: order.status,
      statusAt: order.statusAt,
      ...(order.returned ? { returned: order.returned } : {}),
    }
    if (!isEqual(standing, shown))
      return `order ${order.id} is ${order.status} and should be ${standing.status}`
  }
  return null
}
