import type { LocationFields } from '#shared/catalogue.ts'

export const plainLocation: LocationFields = { name: '', kind: 'stall', prepares: false, active: true }

export const kindNames: Record<LocationFields['kind'], string> = {
  stall: 'Stall',
  van: 'Van',
  store: 'Store room',
}

export type LocationReading = { ok: true; fields: LocationFields } | { ok: false; errors: { name: string } }

/** What was typed as a location. Two active places of one name could not be told apart. */
export function readLocation(
  draft: LocationFields,
  others: readonly Pick<LocationFields, 'name' | 'active'>[],
): LocationReading {
  const name = draft.name.trim()
  const same = (other: string) => other.trim().toLocaleLowerCase() === name.toLocaleLowerCase()
  if (!name) return { ok: false, errors: { name: 'Give the location a name.' } }
  if (name.length > 60) return { ok: false, errors: { name: 'A name has at most 60 letters.' } }
  if (draft.active && others.some((other) => other.active && same(other.name)))
    return { ok: false, errors: { name: 'Another location has this name.' } }
  return { ok: true, fields: { ...draft, name } }
}
