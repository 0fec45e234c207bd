/** How long a code has to be out of sight before it counts again, ms. */
const absence = 1_500

/** Takes the codes in each picture with its time; gives those that were just held up, so that one held still counts once. */
export function openSights(): (codes: readonly string[], at: number) => string[] {
  const seen = new Map<string, number>()
  return (codes, at) => {
    const fresh = [...new Set(codes)].filter((code) => at - (seen.get(code) ?? -Infinity) > absence)
    for (const code of codes) seen.set(code, at)
    return fresh
  }
}
