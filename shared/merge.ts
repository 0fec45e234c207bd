import { isLater, type Stamp } from './stamp.ts'

/** Some of the fields of F. */
export type Changes<F> = { [K in keyof F]?: F[K] | undefined }

/**
 * Takes over each changed field whose stamp is later than the one it has, so that two people who edit different
 * fields of the same thing both keep their edit, and the result does not depend on who came first.
 */
export function mergeFields<F extends object>(
  row: F & { stamps: Record<string, [number, string]> },
  changes: Changes<F>,
  stamp: [number, string],
): F & { stamps: Record<string, [number, string]> } {
  const winning = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && isNewer(stamp, row.stamps[field]),
  )
  const stamps = Object.fromEntries(winning.map(([field]) => [field, stamp]))
  return { ...row, ...Object.fromEntries(winning), stamps: { ...row.stamps, ...stamps } }
}

/**
 * The same for a field that is made of parts, each with a stamp of its own: "allergens.gluten". Null where nothing of it
 * is taken over.
 */
export function mergeParts<V>(
  field: string,
  known: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V>>,
  stamps: Readonly<Record<string, [number, string]>>,
  stamp: [number, string],
): { parts: Record<string, V>; stamps: Record<string, [number, string]> } | null {
  const winning = Object.entries(changes).filter(([part]) => isNewer(stamp, stamps[`${field}.${part}`]))
  if (winning.length === 0) return null
  return {
    parts: { ...known, ...Object.fromEntries(winning) },
    stamps: Object.fromEntries(winning.map(([part]) => [`${field}.${part}`, stamp])),
  }
}

function isNewer(stamp: Stamp, known: Stamp | undefined): boolean {
  return !known || isLater(stamp, known)
}
