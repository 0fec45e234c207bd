import type { Role } from '#shared/role.ts'

/** What people call a role. */
export const roleName: Record<Role, string> = { employee: 'employee', manager: 'manager', admin: 'admin' }
