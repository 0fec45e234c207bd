import type { Category } from '#shared/business.ts'

/** Categories in the order in which managers put them; those that only products name come after, as they are. */
export function inOrder(known: readonly Category[] | undefined, used: readonly string[]): string[] {
  const placed = (known ?? []).map(({ name }) => name).filter((name) => used.includes(name))
  return [...placed, ...used.filter((name) => !placed.includes(name))]
}

export function colourOf(known: readonly Category[] | undefined, category: string): string {
  return known?.find(({ name }) => name === category)?.color ?? ''
}
