const scalars: readonly string[] = ['string', 'number', 'boolean']

/**
 * JSON with sorted keys and no white space, after RFC 8785, so that equal values have equal bytes on every runtime.
 * Keys whose value is undefined are left out. Throws on numbers JSON cannot carry.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) return canonicalObject(value)
  if (value !== null && !scalars.includes(typeof value)) throw new TypeError('JSON has no such value')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number')
  return JSON.stringify(value)
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}
