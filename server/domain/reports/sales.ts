import type {
  SalesAnswer,
  SalesFigures,
  SalesGroup,
  SalesQuestion,
  SalesRow,
  Weekday,
} from '#shared/reports.ts'
import type { Business, Product } from '#shared/rows.ts'
import { addSums, type Dimension, isNothing, noSums, type Sums } from '#shared/sales.ts'
import type { Keyed } from '../../store/sales.ts'
import type { Store } from '../../store/store.ts'
import { missingFor } from './missing.ts'
import { labelOf, nameOf } from './names.ts'

type Rooms = Pick<Store, 'rows' | 'sales' | 'standing'>
type Sales = Pick<Store['sales'], 'byKey' | 'byDay' | 'byMonth' | 'byLocation'>
type Asked = Parameters<Sales['byDay']>[0]
type Around = Rooms & Pick<Store, 'heard' | 'deviceKeys' | 'journal'>

/** What was sold, by what is asked, and whether that is all. */
export function salesReport(
  store: Around,
  business: Business,
  asked: SalesQuestion,
  now: number,
): SalesAnswer {
  const { currency, zone } = business
  const { from, to, group, location = null } = asked
  return {
    ...{ currency, zone, from, to, location, group },
    ...missingFor(store, { to, zone, now }),
    ...salesFigures(store, asked),
  }
}

/** What was sold, as far as is known. */
export function salesFigures(
  store: Rooms,
  { from, to, group, location, weekday }: SalesQuestion,
): SalesFigures & Pick<SalesAnswer, 'rows'> {
  const asked = { from, to, locationId: location ?? null }
  const sales = weekday === undefined ? store.sales : onWeekday(store.sales, weekday)
  const whole = addedUp(sales.byKey('place', asked))
  const needsProducts = group === 'product' || group === 'category' || whole.uncosted !== 0
  const goods = needsProducts ? goodsIn(store, sales.byKey('product', asked)) : []
  const rows = group === 'product' || group === 'category' ? [] : keyed(sales, group, asked)
  return {
    ...figuresOf(withCosts(whole, goods)),
    rows: inOrder(group, [
      ...(group === 'product'
        ? goods.map((good) => ({ ...rowOf(good), label: nameOf(store, good.key, good.product) }))
        : []),
      ...(group === 'category' ? categoriesOf(goods) : []),
      ...rows.map((sums) => ({ ...rowOf(sums), label: labelOf(store, group, sums.key) })),
    ]),
  }
}

/** What customers paid for one product, with the cost the catalogue has for units that were sold without one. */
interface Good extends Keyed {
  product: Product | undefined
}

function goodsIn({ rows }: Rooms, sold: readonly Keyed[]): Good[] {
  return sold.map((sums) => {
    const product = rows.one('product', sums.key)
    const cost = product?.cost ?? null
    if (cost === null || sums.uncosted === 0) return { ...sums, product }
    return { ...sums, cost: sums.cost + cost * sums.uncosted, uncosted: 0, product }
  })
}

/** An order counts once, however many of the goods it had. */
function withCosts(whole: Sums, goods: readonly Good[]): Sums {
  if (whole.uncosted === 0) return whole
  const { cost, uncosted } = addedUp(goods)
  return { ...whole, cost, uncosted }
}

function categoriesOf(goods: readonly Good[]): SalesRow[] {
  const groups = Map.groupBy(
    goods.filter((good) => !isNothing(good)),
    ({ product }) => product?.category ?? '',
  )
  return [...groups].map(([key, members]) => ({
    ...rowOf({ key, ...addedUp(members) }),
    label: key,
    orders: null,
  }))
}

function keyed(sales: Sales, group: Exclude<SalesGroup, 'product' | 'category'>, asked: Asked): Keyed[] {
  switch (group) {
    case 'day':
      return sales.byDay(asked)
    case 'weekday':
      return merged(sales.byDay(asked), ({ key }) => weekdayOf(key))
    case 'month':
      return sales.byMonth(asked)
    case 'location':
      return sales.byLocation(asked)
    default:
      return sales.byKey(group satisfies Dimension, asked)
  }
}

/** The sums of one weekday alone: those of each such day on which there was trade, since months are kept whole. */
function onWeekday(sales: Sales, weekday: Weekday): Sales {
  const days = (asked: Asked) => sales.byDay(asked).filter(({ key }) => weekdayOf(key) === weekday)
  const added = (asked: Asked, read: (day: Asked) => Keyed[]) => {
    const sums = days(asked).flatMap(({ key }) => read({ ...asked, from: key, to: key }))
    return merged(sums, ({ key }) => key)
  }
  return {
    byKey: (dimension, asked) => added(asked, (day) => sales.byKey(dimension, day)),
    byDay: days,
    byMonth: (asked) => merged(days(asked), ({ key }) => key.slice(0, 7)),
    byLocation: (asked) => added(asked, sales.byLocation),
  }
}

const weekdayOf = (day: string) => String(new Date(`${day}T12:00:00Z`).getUTCDay() || 7)

function merged(some: readonly Keyed[], keyOf: (sums: Keyed) => string): Keyed[] {
  return [...Map.groupBy(some, keyOf)].map(([key, members]) => ({ key, ...addedUp(members) }))
}

function addedUp(some: readonly Sums[]): Sums {
  const whole = { ...noSums }
  for (const sums of some) addSums(whole, sums)
  return whole
}

function rowOf({ key, ...sums }: Keyed): Omit<SalesRow, 'label'> {
  return { key, ...figuresOf(sums) }
}

function figuresOf({ orders, units, sold, refunded, discounts, tax, cost, uncosted }: Sums): SalesFigures {
  const total = sold - refunded
  return {
    orders,
    units,
    total,
    sold,
    refunded,
    discounts,
    tax,
    cost: uncosted === 0 ? cost : null,
    uncosted,
  }
}

const byKey: readonly SalesGroup[] = ['day', 'month', 'hour', 'weekday']

/** Times as they come, rates from the lowest, all else by what it brought in; what came to nothing is left out. */
function inOrder(group: SalesGroup, rows: SalesRow[]): SalesRow[] {
  const some = rows.filter(
    ({ orders, units, sold, refunded, discounts }) => orders || units || sold || refunded || discounts,
  )
  if (byKey.includes(group)) return some.sort((a, b) => (a.key < b.key ? -1 : 1))
  if (group === 'tax') return some.sort((a, b) => Number(a.key) - Number(b.key))
  return some.sort((a, b) => b.total - a.total || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
}
