/** Whether two plain values (objects, arrays, primitives) are the same. A key that is undefined is as good as none. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b)
  return isRecord(a) && isRecord(b) && isSameRecord(a, b)
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((member, index) => isEqual(member, b[index]))
}

// Asked for each row of each answer: for…in makes no lists to throw away.
function isSameRecord(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  let extra = 0
  for (const key in a) {
    const member = a[key]
    if (member === undefined) continue
    if (!isEqual(member, b[key])) return false
    extra -= 1
  }
  for (const key in b) if (b[key] !== undefined) extra += 1
  return extra === 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
