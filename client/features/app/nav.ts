import { Coins, Package, ReceiptText, Settings, Store } from '@lucide/vue'
import type { Permission } from '#shared/role.ts'
import type { NavItem } from '../frame/nav.ts'

/** What managing takes: any of these opens the page; what a role may not do is not shown on it. */
export const managing: readonly Permission[] = [
  'product.save',
  'location.save',
  'marketDay.save',
  'device.enrol',
  'person.manage',
  'act.see',
  'exception.resolve',
  'business.save',
  'report.see',
]

/**
 * `attention` counts the exceptions that nobody has looked at; only those who may resolve them are told. `low` counts
 * what is running out where this tablet sells.
 */
export function navFor(
  may: (permission: Permission) => boolean,
  { attention, low }: { attention: number; low: number },
): NavItem[] {
  const count = may('exception.resolve') ? attention : 0
  return [
    { to: '/sell', label: 'Sell', icon: Store },
    { to: '/orders', label: 'Orders', icon: ReceiptText },
    { to: '/stock', label: 'Stock', icon: Package, count: low },
    { to: '/till', label: 'Till', icon: Coins },
    ...(managing.some(may) ? [{ to: '/manage', label: 'Manage', icon: Settings, count }] : []),
  ]
}
