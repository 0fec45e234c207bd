import type { Product } from '#shared/rows.ts'
import { products } from '../../../../data/queries.ts'
import { type Deed, record } from './deed.ts'

export const moveStock: Deed = async (world, tablet, till) => {
  const { chance, locationId } = tablet
  const shelf = await products(till.db)
  if (shelf.length === 0) return
  const lines = Array.from({ length: chance.between(1, 4) }, () => ({
    productId: chance.of(shelf).id,
    quantity: chance.between(1, 40),
  }))
  const elsewhere = world.locations.filter((id) => id !== locationId)
  const reason = chance.of(['received', 'received', 'waste', 'transfer', 'sample', 'correction'] as const)
  const to = reason === 'transfer' ? { toLocationId: chance.of(elsewhere) } : {}
  const args = { locationId, reason, lines, ...to }
  await record(world, tablet, () => till.record('stock.move', args), 'stock.move')
}

export const countShelf: Deed = async (world, tablet, till) => {
  const { chance, locationId } = tablet
  const shelf = await products(till.db)
  const lines: { productId: string; quantity: number; expected: number }[] = []
  for (const { id } of chance.shuffled<Product>(shelf).slice(0, chance.between(1, 3))) {
    const expected = (await till.db.level.get(`${id}@${locationId}`))?.quantity ?? 0
    lines.push({ productId: id, quantity: Math.max(0, expected + chance.between(-5, 5)), expected })
  }
  if (lines.length > 0)
    await record(world, tablet, () => till.record('stock.count', { locationId, lines }), 'stock.count')
}
