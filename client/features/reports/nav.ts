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
