import { Package, ReceiptText, Settings, Store } from '@lucide/vue'
import type { Permission } from '#shared/role.ts'
import type { NavItem } from '../frame/nav.ts'

/** What managing takes: any of these opens the page; what a role may not do is not shown on it. */
export const managing: readonly Permission[] = ['product.save', 'location.save', 'device.enrol']

export function navFor(may: (permission: Permission) => boolean): NavItem[] {
  return [
    { to: '/sell', label: 'Sell', icon: Store },
    { to: '/orders', label: 'Orders', icon: ReceiptText },
    { to: '/stock', label: 'Stock', icon: Package },
    ...(managing.some(may) ? [{ to: '/manage', label: 'Manage', icon: Settings }] : []),
  ]
}
