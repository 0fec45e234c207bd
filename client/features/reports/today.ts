import {
  addSums,
  addTrade,
  type Cells,
  type Dimension,
  noSums,
  type Sums,
  type Trade,
} from '#shared/sales.ts'

export interface TodayRow {
  key: string
  sums: Sums
}

export interface Today {
  whole: Sums
  hours: TodayRow[]
  products: TodayRow[]
  payments: TodayRow[]
}

/** What one day came to, at one place or (null) wherever: by the rule that the server's reports go by. */
export function todayOf(
  trades: readonly Trade[],
  { zone, day, locationId }: { zone: string; day: string; locationId: string | null },
): Today {
  const cells: Cells = new Map()
  for (const trade of trades) addTrade(cells, trade, zone)
  const here = [...cells.values()].filter(
    (cell) => cell.day === day && (locationId === null || cell.locationId === locationId),
  )
  const by = (dimension: Dimension): TodayRow[] => {
    const rows = new Map<string, Sums>()
    for (const { key, sums } of here.filter((cell) => cell.dimension === dimension)) {
      const row = rows.get(key) ?? { ...noSums }
      addSums(row, sums)
      rows.set(key, row)
    }
    return [...rows].map(([key, sums]) => ({ key, sums }))
  }
  return {
    whole: by('place')[0]?.sums ?? { ...noSums },
    hours: by('hour').sort((a, b) => (a.key < b.key ? -1 : 1)),
    products: by('product').sort((a, b) => b.sums.units - a.sums.units || (a.key < b.key ? -1 : 1)),
    payments: by('payment').sort((a, b) => b.sums.sold - a.sums.sold),
  }
}

/** Only what this tablet sold, took and gave back itself. */
export function doneOn(trades: readonly Trade[], deviceId: string): Trade[] {
  const isOwn = (row: { deviceId: string }) => row.deviceId === deviceId
  return trades.map(({ order, paid, refunds }) => ({
    order: order && isOwn(order) ? order : undefined,
    paid: paid.filter(isOwn),
    refunds: refunds.filter(isOwn),
  }))
}
