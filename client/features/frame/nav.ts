import type { Component } from 'vue'

export interface NavItem {
  /** A path. What lies under it counts as there, too. */
  to: string
  label: string
  icon: Component
  /** How many things wait there. */
  count?: number
}

export function isUnder(path: string, to: string): boolean {
  return path === to || (to !== '/' && path.startsWith(`${to}/`))
}
