import * as v from 'valibot'

/** What has to be declared by name: Regulation (EU) No 1169/2011, Annex II, in its order. */
export const Allergen = v.picklist([
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
])
export type Allergen = v.InferOutput<typeof Allergen>
export const allergens = Allergen.options

/** `may`: may contain. What nobody has said is unknown, and unknown is never free. */
export const Presence = v.picklist(['contains', 'may', 'free', 'unknown'])
export type Presence = v.InferOutput<typeof Presence>
export const presences = Presence.options

export const Allergens = v.record(Allergen, Presence)
export type Allergens = v.InferOutput<typeof Allergens>

export function presenceOf(known: Allergens | undefined, allergen: Allergen): Presence {
  return known?.[allergen] ?? 'unknown'
}

/** The fourteen by what is known of each, in the order in which they matter to whoever asks. */
export function byPresence(known: Allergens | undefined): Record<Presence, Allergen[]> {
  const found: Record<Presence, Allergen[]> = { contains: [], may: [], free: [], unknown: [] }
  for (const allergen of allergens) found[presenceOf(known, allergen)].push(allergen)
  return found
}
