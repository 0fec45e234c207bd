import type { Conduct, UnusualConduct, UnusualOrder } from '#shared/unusual.ts'

const titles: Record<Conduct, string> = {
  refunds: 'Refunds',
  cancellations: 'Cancelled orders',
  discounts: 'Discounts',
  openings: 'Drawer opened without a sale',
}

type Money = (minor: number) => string

export function titleOf({ kind }: Pick<UnusualConduct, 'kind'>, name: string): string {
  return `${titles[kind]} · ${name}`
}

/** "1 order of 1 person was looked at". */
export function lookedAtText({ orders, people }: { orders: number; people: number }): string {
  const of = `of ${people} ${people === 1 ? 'person' : 'people'}`
  return orders === 1 ? `1 order ${of} was looked at` : `${orders} orders ${of} were looked at`
}

/** What was found and against what, without a word on why. */
export function conductText(found: UnusualConduct, name: string, money: Money): string {
  return `${ownText(found, name, money)} ${othersText(found)} Up to ${found.usual} would be usual.`
}

function ownText({ kind, times, orders, amount }: UnusualConduct, name: string, money: Money): string {
  const of = `${times} of the ${orders} orders that ${name} took`
  switch (kind) {
    case 'refunds':
      return `Money went back on ${of}, ${money(amount)} in all.`
    case 'cancellations':
      return `${of} were cancelled, ${money(amount)} in all.`
    case 'discounts':
      return `${of} had a discount, ${money(amount)} in all.`
    case 'openings':
      return `${name} opened a drawer without a sale ${times} times, beside ${orders} orders.`
  }
}

function othersText({ kind, othersTimes, othersOrders }: UnusualConduct): string {
  return kind === 'openings'
    ? `Everybody else did so ${othersTimes} times, beside ${othersOrders} orders.`
    : `For everybody else it was ${othersTimes} of ${othersOrders}.`
}

export function orderText({ median, high, orders }: UnusualOrder, money: Money): string {
  return `Half of the ${orders} orders come to ${money(median)} or less, nineteen of twenty to less than ${money(high)}.`
}
