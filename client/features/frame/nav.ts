import type { Component } from 'vue'

export interface NavItem {
  /** A path. What lies under it counts as there, too. */
  to: string
  label: string
  icon: Component
  /** How many things wait there. */
  count?: number
}

/** The item one is at or under; the nearest, where several are above. */
export function currentOf(items: readonly NavItem[], path: string): NavItem | undefined {
  const above = items.filter(({ to }) => path === to || path.startsWith(to === '/' ? '/' : `${to}/`))
  return above.sort((a, b) => b.to.length - a.to.length)[0]
}
