import type { ForecastAnswer, ForecastQuestion, ForecastRow } from '#shared/forecast/answer.ts'
import { shareOff } from '#shared/forecast/errors.ts'
import { forecast, type Forecast } from '#shared/forecast/forecast.ts'
import { quantile } from '#shared/forecast/spread.ts'
import type { Business, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { dayOf } from '#shared/time.ts'
import { titleOf } from '#shared/catalogue.ts'
import type { Store } from '../store/store.ts'
import { missingFor } from './reports/missing.ts'
import { tradesAt } from './trades.ts'

type Rooms = Pick<Store, 'rows' | 'demand' | 'heard' | 'deviceKeys' | 'journal'>

/** Products are looked at for a year and a month; the season is told by two, for the weeks before a year ago. */
const [productDays, seasonDays] = [400, 760]

/**
 * What a place will sell on a day, and what to bring: out of its market days before that day, up to yesterday, since today
 * is not over. Null where there is no such place.
 */
export function forecastReport(
  store: Rooms,
  { zone }: Business,
  question: ForecastQuestion,
  now: number,
): ForecastAnswer | null {
  const { date, location } = question
  if (!store.rows.one('location', location)) return null
  const today = dayOf(now, zone)
  const until = date < today ? date : today
  const products = new Map(store.rows.all('product').map((product) => [product.id, product]))
  const span = { from: daysBefore(until, productDays), until, zone }
  const earlier = store.demand.totalsAt(location, daysBefore(until, seasonDays), span.from)
  const trades = tradesAt(store, location, span, (id) => products.get(id)?.tracked === true)
  const told = forecast(trades, date, (id) => products.get(id)?.category ?? '', earlier)
  const storing = storingOf(store, question)
  const rows = told.flatMap((one) => {
    const product = products.get(one.productId)
    return product?.active ? [rowOf(store, one, product, question, storing.storeIds)] : []
  })
  return {
    ...question,
    ...storing,
    days: trades.length,
    until: trades.at(-1)?.on ?? null,
    error: shareOff(told),
    missing: missingFor(store, { to: daysBefore(until, 1), zone, now }).missing,
    rows: rows.filter(isWorthARow).sort((a, b) => b.bring - a.bring || (a.label < b.label ? -1 : 1)),
  }
}

function rowOf(
  { rows }: Pick<Rooms, 'rows'>,
  told: Forecast,
  product: Product,
  { location, service }: ForecastQuestion,
  storeIds: readonly string[],
): ForecastRow {
  const levelAt = (place: string) => rows.one('level', levelId(product.id, place))?.quantity ?? 0
  const bring = told.isEnough ? quantile(told, Number(service) / 100) : 0
  const there = product.tracked ? levelAt(location) : null
  return {
    productId: product.id,
    label: titleOf(product),
    category: product.category,
    isEnough: told.isEnough,
    low: quantile(told, 0.1),
    expected: quantile(told, 0.5),
    high: quantile(told, 0.9),
    bring,
    there,
    stored:
      product.tracked && storeIds.length > 0
        ? storeIds.reduce((sum, place) => sum + levelAt(place), 0)
        : null,
    load: there === null ? 0 : Math.max(0, bring - Math.max(0, there)),
    error: shareOff([told]),
    reason: told.reason,
  }
}

/** The plan for that place and day, and where goods come from: as it says, else from every store room. */
function storingOf(
  { rows }: Pick<Rooms, 'rows'>,
  { date, location }: ForecastQuestion,
): Pick<ForecastAnswer, 'dayId' | 'storeIds'> {
  const day = rows
    .all('marketDay')
    .find(({ active, on, locationIds }) => active && on === date && locationIds.includes(location))
  const stores = rows
    .all('location')
    .filter(({ kind, active, id }) => kind === 'store' && active && id !== location)
  return { dayId: day?.id ?? null, storeIds: day?.storeId ? [day.storeId] : stores.map(({ id }) => id) }
}

/** It has sold lately, or is likely to. */
function isWorthARow({ bring, high, reason, isEnough }: ForecastRow): boolean {
  return bring > 0 || high > 0 || reason.soldOn[0] > 0 || !isEnough
}

function daysBefore(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
