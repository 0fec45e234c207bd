import { titleOf } from '#shared/catalogue.ts'
import { percent } from '#shared/percent.ts'
import type { SalesGroup } from '#shared/reports.ts'
import type { Product } from '#shared/rows.ts'
import type { Store } from '../../store/store.ts'

type Rooms = Pick<Store, 'rows' | 'standing'>

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const kinds: Readonly<Record<string, string>> = { cash: 'Cash', card: 'Card', other: 'Another way' }

/** What a row of a group is called. Categories, days and months are called by their keys. */
export function labelOf(store: Rooms, group: SalesGroup, key: string): string {
  switch (group) {
    case 'product':
      return nameOf(store, key, store.rows.one('product', key))
    case 'location':
      return store.rows.one('location', key)?.name ?? ''
    case 'staff':
      return store.rows.one('person', key)?.name ?? ''
    case 'hour':
      return `${key}:00`
    case 'weekday':
      return weekdays[Number(key) - 1] ?? ''
    case 'payment':
      return kinds[key] ?? key
    case 'tax':
      return rateName(store, Number(key))
    default:
      return key
  }
}

/** As the catalogue has it, or as it was called when it was last sold. */
export function nameOf({ standing }: Rooms, id: string, product: Product | undefined): string {
  return product ? titleOf(product) : (standing.nameSold(id) ?? '')
}

function rateName({ rows }: Rooms, rate: number): string {
  const named = rows.one('business', 'business')?.taxRates?.find((known) => known.rate === rate)
  return named ? `${named.name}, ${percent(rate)}` : percent(rate)
}
