/**
 * JSON with sorted keys and no white space, after RFC 8785, so that equal values have equal bytes on every runtime.
 * Keys whose value is undefined are left out. Throws on values JSON cannot carry.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'boolean':
      return String(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('JSON has no such number')
      return String(value + 0)
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
    if (member !== undefined) text += `${text && ','}${quoted(key)}:${canonical(member)}`
  }
  return `{${text}}`
}

const plain = /^[ !#-[\]-~]*$/

/** Most texts are ids and names with nothing to escape, for which this takes a third of the time. */
function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
