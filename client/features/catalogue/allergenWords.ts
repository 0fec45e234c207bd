import { type Allergen, type Allergens, allergens, byPresence, type Presence } from '#shared/allergens.ts'

/** What each is called on a screen, and in a file that a spreadsheet opens. */
export const allergenNames: Record<Allergen, string> = {
  gluten: 'Gluten',
  crustaceans: 'Crustaceans',
  eggs: 'Eggs',
  fish: 'Fish',
  peanuts: 'Peanuts',
  soybeans: 'Soybeans',
  milk: 'Milk',
  nuts: 'Nuts',
  celery: 'Celery',
  mustard: 'Mustard',
  sesame: 'Sesame',
  sulphites: 'Sulphites',
  lupin: 'Lupin',
  molluscs: 'Molluscs',
}

/** What falls under a name that does not say so. */
export const allergenHints: Partial<Record<Allergen, string>> = {
  gluten: 'wheat, rye, barley, oats, spelt',
  crustaceans: 'prawns, crab, lobster',
  nuts: 'almonds, hazelnuts, walnuts, cashews and other tree nuts',
  sulphites: 'sulphur dioxide, over 10 mg a kilogram',
  molluscs: 'mussels, oysters, squid, snails',
}

export const presenceWords: Record<Presence, string> = {
  contains: 'contains',
  may: 'may contain',
  free: 'free',
  unknown: 'unknown',
}

/** "Contains gluten, milk · may contain nuts · 11 not known", in one line. */
export function contentsText(known: Allergens | undefined): string {
  const { contains, may, free, unknown } = byPresence(known)
  if (unknown.length === allergens.length) return 'Nobody has said what is in it'
  const parts = [
    contains.length > 0 ? `contains ${listed(contains)}` : '',
    may.length > 0 ? `may contain ${listed(may)}` : '',
    free.length === allergens.length ? 'free of all fourteen' : '',
    unknown.length > 0 ? `${unknown.length} not known` : '',
  ].filter(Boolean)
  const text = parts.length > 0 ? parts.join(' · ') : 'free of all fourteen'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function listed(some: readonly Allergen[]): string {
  return some.map((allergen) => allergenNames[allergen].toLocaleLowerCase()).join(', ')
}
