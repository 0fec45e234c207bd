import type { History } from './history.ts'

/** Named numbers: "orders", "total on 2026-03-29", "units of bread". Money is in minor units. */
export type Figures = Map<string, number>

/**
 * Counts a history by its files alone. On purpose this shares no line with the rules it checks: days and hours are the
 * first letters of the wall times, and money is added up as whole numbers.
 */
export function figuresOf(
  { products, orders }: Pick<History, 'products' | 'orders'>,
  digits: number,
): Figures {
  const prices = new Map(products.map(({ sku, price }) => [sku, wholeOf(price, digits)]))
  const categories = new Map(products.map(({ sku, category }) => [sku, category]))
  const figures: Figures = new Map([
    ['orders', 0],
    ['lines', 0],
    ['units', 0],
    ['total', 0],
  ])
  const add = (name: string, amount: number) => figures.set(name, (figures.get(name) ?? 0) + amount)
  for (const { placedAt, lines } of orders) {
    const [day, month, hour] = [placedAt.slice(0, 10), placedAt.slice(0, 7), placedAt.slice(11, 13)]
    for (const name of [
      'orders',
      `orders on ${day}`,
      `orders at ${hour}`,
      `orders weekday ${weekdayOf(day)}`,
    ])
      add(name, 1)
    for (const sku of new Set(lines.map((line) => line.sku))) add(`orders with ${sku}`, 1)
    for (const { sku, quantity } of lines) {
      const category = categories.get(sku) ?? ''
      const paid = (prices.get(sku) ?? 0) * quantity
      add('lines', 1)
      for (const name of ['units', `units on ${day}`, `units of ${sku}`, `category units ${category}`])
        add(name, quantity)
      for (const name of ['total', `total on ${day}`, `total in ${month}`, `total of ${sku}`]) add(name, paid)
      add(`category total ${category}`, paid)
    }
  }
  return figures
}

/** Monday is 1. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7
}

/** "3.2" with two digits is 320. */
export function wholeOf(price: string, digits: number): number {
  const [whole = '0', fraction = ''] = price.split(/[.,]/)
  return Number(whole + fraction.padEnd(digits, '0'))
}

/** What differs, one sentence each. Only kinds of figures that are expected at all are looked at. */
export function differences(expected: Figures, found: Figures, source: string): string[] {
  const kinds = new Set([...expected.keys()].map(kindOf))
  const names = [
    ...expected.keys(),
    ...[...found.keys()].filter((name) => !expected.has(name) && kinds.has(kindOf(name))),
  ]
  return names.flatMap((name) => {
    const [wanted, got] = [expected.get(name) ?? 0, found.get(name) ?? 0]
    return wanted === got ? [] : [`${name}: ${source} says ${wanted}, the server ${got}`]
  })
}

/** "units of bread" is one of the "units of". */
function kindOf(name: string): string {
  return name.split(' ').slice(0, 2).join(' ')
}
