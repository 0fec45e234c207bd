import type { Browser } from './browser.ts'
import { within } from './within.ts'

type Journal = readonly { seq: number; id: string; number: string | null }[]

/** What the till of an open browser has in its journal. */
export async function journalOf({ page }: Browser): Promise<Journal> {
  const asked = page.evaluate(() => window.till?.journal())
  return (await within(60_000, 'reading the journal', asked)) ?? []
}

/** Orders that the till had said are saved and that are not there. */
export function lostFrom(journal: Journal, saved: ReadonlySet<string>): string[] {
  const held = new Set(journal.map(({ id }) => id))
  return [...saved].filter((id) => !held.has(id))
}

/** What does not fit together in it, in words. */
export function tearsIn(journal: Journal): string[] {
  const numbers = new Set(journal.map(({ number }) => number))
  return [
    ...(journal.some(({ seq }, index) => seq !== index + 1) ? ['the journal has a gap'] : []),
    ...(numbers.has(null) ? ['an entry is there without its order'] : []),
    ...(numbers.size !== journal.length ? ['two orders share a number'] : []),
  ]
}
