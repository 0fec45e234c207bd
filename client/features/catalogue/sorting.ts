import * as v from 'valibot'
import type { Category, NamedRate } from '#shared/business.ts'
import { colourOf, inOrder } from './categories.ts'
import { parsePercent, percentText } from './numbers.ts'

/** A category while it is typed. `was`: what products call it now; empty for a new one. */
export const CategoryDraft = v.object({
  id: v.string(),
  name: v.string(),
  color: v.string(),
  was: v.string(),
})
export type CategoryDraft = v.InferOutput<typeof CategoryDraft>

/** A tax rate while it is typed. */
export const RateDraft = v.object({ id: v.string(), name: v.string(), rate: v.string() })
export type RateDraft = v.InferOutput<typeof RateDraft>

export function categoryDrafts(
  known: readonly Category[] | undefined,
  used: readonly string[],
  newId: () => string,
): CategoryDraft[] {
  const unused = (known ?? []).map(({ name }) => name).filter((name) => !used.includes(name))
  return [...inOrder(known, used), ...unused].map((name) => ({
    ...{ id: newId(), name, was: name },
    color: colourOf(known, name),
  }))
}

export function rateDrafts(known: readonly NamedRate[] | undefined, newId: () => string): RateDraft[] {
  return (known ?? []).map(({ name, rate }) => ({ id: newId(), name, rate: percentText(rate) }))
}

export type SortingReading =
  | { ok: true; categories: Category[]; taxRates: NamedRate[]; renamed: Map<string, string> }
  | { ok: false; errors: Record<string, string> }

/** What was typed, or a sentence for each field that needs another look: by "<id>.name" and "<id>.rate". */
export function readSorting(drafts: readonly CategoryDraft[], rates: readonly RateDraft[]): SortingReading {
  const errors: Record<string, string> = {}
  const check = (rows: readonly { id: string; name: string }[], most: number, what: string) => {
    rows.forEach(({ id, name }, index) => {
      const same = rows.slice(0, index).some((other) => isSame(other.name, name))
      if (!name.trim()) errors[`${id}.name`] = `Give the ${what} a name, or take it out.`
      else if (name.trim().length > most) errors[`${id}.name`] = `A name has at most ${most} letters.`
      else if (same) errors[`${id}.name`] = `Another ${what} has this name.`
    })
  }
  check(drafts, 60, 'category')
  check(rates, 40, 'rate')
  const taxRates = rates.map(({ id, name, rate }) => {
    const basisPoints = parsePercent(rate.replace(/\s*%$/, ''))
    if (basisPoints === null) errors[`${id}.rate`] = 'Give a rate from 0 to 100, such as 20 or 5.5.'
    return { name: name.trim(), rate: basisPoints ?? 0 }
  })
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const categories = drafts.map(({ name, color }) => ({ name: name.trim(), color }))
  const renamed = drafts.filter(({ name, was }) => was && was !== name.trim())
  return {
    ok: true,
    categories,
    taxRates,
    renamed: new Map(renamed.map(({ was, name }) => [was, name.trim()])),
  }
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()
}
