/**
 * JSON with sorted keys and no white space, after RFC 8785, so that equal values have equal bytes on every runtime.
 * Keys whose value is undefined are left out. Throws on values JSON cannot carry.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('JSON has no such number')
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject({ ...value })
    default:
      throw new TypeError('JSON has no such value')
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = ''
  for (const item of items) text += `${text && ','}${canonical(item ?? null)}`
  return `[${text}]`
}

function canonicalObject(members: Readonly<Record<string, unknown>>): string {
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(member)}`
  }
  return `{${text}}`
}
