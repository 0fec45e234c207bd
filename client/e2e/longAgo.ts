import { join } from 'node:path'
import type { Order } from '#shared/rows.ts'
import { openStore } from '../../server/store/store.ts'
import type { Market } from './market.ts'

export const longAgo = '01900000-0000-7000-8000-000000000007'

/** An order that was placed more than thirty days ago on a tablet that is gone, and not paid. */
export async function placeLongAgo({ server, books, folder }: Market) {
  const [place] = books.all('location').filter(({ name }) => name === 'Leith Saturday')
  const [person] = books.all('person')
  const [product] = books.all('product').filter(({ name }) => name === 'Sourdough')
  if (!place || !person || !product) throw new Error('the market was to be seeded')
  const line = { productId: product.id, name: product.name, price: 450, quantity: 1, taxRate: 0, total: 450 }
  const placedAt = Date.now() - 45 * 86_400_000
  const order: Order = {
    ...{
      id: longAgo,
      number: 'Z-0007',
      locationId: place.id,
      currency: 'GBP',
      taxIncluded: true,
      total: 450,
    },
    ...{ lines: [line], taxes: [{ rate: 0, gross: 450, tax: 0 }], payments: [], owed: 450 },
    ...{ startStatus: 'completed', status: 'completed', statusAt: placedAt, placedAt, zone: 'Europe/London' },
    ...{ deviceId: longAgo, actorId: person.id, customer: { name: 'Morag MacIntyre' } },
  }
  await server.stop()
  const store = openStore(join(folder, 'awning.db'))
  store.revise(placedAt, (rev) => store.rows.put('order', order, rev))
  store.close()
  await server.start()
}
