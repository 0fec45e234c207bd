import type { Ledger } from './carrier.ts'

/** A ledger that is forgotten with the process, unless `write` keeps its lines and `take` gives them back. */
export function memoryLedger(
  write: (lines: readonly string[]) => void = () => {},
): Ledger & { take(line: string): void } {
  const fates = new Map<string, 'sent' | 'cancelled'>()
  const low = new Set<string>()

  function take(line: string) {
    const [word, id = ''] = line.split(' ')
    if (word === 'sent' || word === 'cancelled') fates.set(id, word)
    if (word === 'low') low.add(id)
    if (word === 'fine') low.delete(id)
  }

  function note(lines: readonly string[]) {
    for (const line of lines) take(line)
    if (lines.length > 0) write(lines)
  }

  return {
    take,
    fateOf: (id) => fates.get(id) ?? null,
    add: (ids, fate) => note(ids.filter((id) => fates.get(id) !== fate).map((id) => `${fate} ${id}`)),
    isTold: (levelId) => low.has(levelId),
    tell: (levelId, isLow) =>
      note(low.has(levelId) === isLow ? [] : [`${isLow ? 'low' : 'fine'} ${levelId}`]),
  }
}
