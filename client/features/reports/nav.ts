/** The reports, in the order in which they are offered. */
export const reports = [
  { to: '/manage/reports', label: 'Overview' },
  { to: '/manage/reports/sales', label: 'Sales' },
  { to: '/manage/reports/margins', label: 'Margins' },
  { to: '/manage/reports/stock', label: 'Stock' },
  { to: '/manage/reports/cash', label: 'Cash-ups' },
  { to: '/manage/reports/bring', label: 'What to bring' },
  { to: '/manage/reports/unusual', label: 'Unusual' },
] as const

const shared = ['period', 'from', 'to', 'at']

/** What reports ask in the same words, days and place: whoever turns to another one asks it of the same. */
export function alike<V>(query: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => shared.includes(name)))
}
