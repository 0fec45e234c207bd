import * as v from 'valibot'

/** How to reach a customer, as far as it is typed. */
export const HalfTyped = v.object({ basketId: v.string(), email: v.string(), phone: v.string() })
export type HalfTyped = v.InferOutput<typeof HalfTyped>

interface Tab {
  name: string
}

/** A tab's own name outlives a reload, and no browser writes it to its disk. */
export function keepHalfTyped(half: HalfTyped, tab: Tab = window): void {
  tab.name = half.email || half.phone ? JSON.stringify(half) : ''
}

export function isHalfTyped(basketId: string, tab?: Tab): boolean {
  return Object.values(halfTypedFor(basketId, tab)).some(Boolean)
}

/** What was typed in this tab for this basket and not sealed yet. */
export function halfTypedFor(basketId: string, tab: Tab = window): Pick<HalfTyped, 'email' | 'phone'> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), HalfTyped), tab.name)
  const half = parsed.success && parsed.output.basketId === basketId ? parsed.output : null
  return { email: half?.email ?? '', phone: half?.phone ?? '' }
}
