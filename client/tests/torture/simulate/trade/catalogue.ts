import { products } from '../../../../data/queries.ts'
import { type Deed, record } from './deed.ts'

export const editProduct: Deed = async (world, tablet, till) => {
  const { chance } = tablet
  const shelf = await products(till.db)
  if (shelf.length === 0) return
  const { id } = chance.of(shelf)
  const fields = chance.of([
    { price: chance.between(100, 900) },
    { category: chance.of(['Bread', 'Sweet']) },
    { threshold: chance.between(0, 9) },
  ])
  await record(world, tablet, () => till.record('product.save', { id, isNew: false, fields }), 'product.save')
}

export const addProduct: Deed = async (world, tablet, till) => {
  const { chance, outside } = tablet
  const fields = { name: `New bun ${chance.between(1, 999)}`, price: chance.between(100, 900) }
  const args = { id: chance.id(outside.now()), isNew: true, fields }
  await record(world, tablet, () => till.record('product.save', args), 'product.save')
}

export const editLocation: Deed = async (world, tablet, till) => {
  const args = { id: tablet.locationId, isNew: false, fields: { prepares: tablet.chance.is(0.5) } }
  await record(world, tablet, () => till.record('location.save', args), 'location.save')
}

export const editBusiness: Deed = async (world, tablet, till) => {
  const { chance } = tablet
  const fields = chance.of([
    { receiptNote: `Thank you ${chance.between(1, 99)}` },
    { employeeDiscount: chance.between(0, 2_000) },
  ])
  await record(world, tablet, () => till.record('business.save', { fields }), 'business.save')
}
