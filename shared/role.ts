import * as v from 'valibot'

export const Role = v.picklist(['employee', 'manager', 'admin'])
export type Role = v.InferOutput<typeof Role>

/** Who may do what. The server asks this for every command and every route; the tablet asks it for what to show. */
const permissions = {
  'order.place': ['employee', 'manager', 'admin'],
  'order.setStatus': ['employee', 'manager', 'admin'],
  'order.pay': ['employee', 'manager', 'admin'],
  'order.mail': ['employee', 'manager', 'admin'],
  'order.refund': ['manager', 'admin'],
  'order.approve': ['manager', 'admin'],
  'till.open': ['employee', 'manager', 'admin'],
  'till.move': ['employee', 'manager', 'admin'],
  'till.close': ['employee', 'manager', 'admin'],
  'till.see': ['manager', 'admin'],
  'stock.move': ['employee', 'manager', 'admin'],
  'stock.count': ['employee', 'manager', 'admin'],
  'product.save': ['manager', 'admin'],
  'allotment.hold': ['employee', 'manager', 'admin'],
  'allotment.release': ['manager', 'admin'],
  'marketDay.save': ['manager', 'admin'],
  'location.save': ['manager', 'admin'],
  'exception.resolve': ['manager', 'admin'],
  'business.save': ['manager', 'admin'],
  'device.enrol': ['manager', 'admin'],
  'person.manage': ['manager', 'admin'],
  'act.see': ['manager', 'admin'],
  'journal.carry': ['manager', 'admin'],
  'device.use': ['employee', 'manager', 'admin'],
  'order.seeAll': ['manager', 'admin'],
  'contact.see': ['employee', 'manager', 'admin'],
  'report.see': ['manager', 'admin'],
  'mail.see': ['manager', 'admin'],
  'mail.set': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission]
  return allowed.includes(role)
}

/** Nobody gives or takes a role above their own: managers look after employees, admins after everyone. */
export function mayAppoint(by: Role, role: Role): boolean {
  return by === 'admin' || (by === 'manager' && role === 'employee')
}
