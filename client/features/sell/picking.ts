import type { Choice, OptionGroup } from '#shared/catalogue.ts'

/** Ids of what was picked, by group. */
export type Picks = Readonly<Record<string, readonly string[]>>

/** "choose 1", "choose 1 to 3", "up to 2", "if wanted". */
export function askOf({ least, most, choices }: OptionGroup): string {
  const top = Math.min(most, choices.length)
  if (least === top) return `choose ${least}`
  if (least > 0) return `choose ${least} to ${top}`
  return top === 1 ? 'if wanted' : `up to ${top}`
}

/** Picks a choice, or lets go of one. Where one is to be had, the next takes its place. */
export function pick(picks: Picks, { id, most, least }: OptionGroup, choice: string): Picks {
  const now = picks[id] ?? []
  if (now.includes(choice)) {
    if (most === 1 && least === 1) return picks
    return { ...picks, [id]: now.filter((other) => other !== choice) }
  }
  if (most === 1) return { ...picks, [id]: [choice] }
  return now.length < most ? { ...picks, [id]: [...now, choice] } : picks
}

export function isFull(picks: Picks, { id, most }: OptionGroup): boolean {
  return most > 1 && (picks[id] ?? []).length >= most
}

/** The first group of which too few were picked. */
export function openIn(groups: readonly OptionGroup[], picks: Picks): OptionGroup | null {
  return groups.find(({ id, least }) => (picks[id] ?? []).length < least) ?? null
}

/** What was picked, in the order in which it is asked. */
export function pickedIn(groups: readonly OptionGroup[], picks: Picks): Choice[] {
  return groups.flatMap(({ id, choices }) => choices.filter((choice) => picks[id]?.includes(choice.id)))
}

/** The picks that made these options, as far as they are still to be had. */
export function picksOf(groups: readonly OptionGroup[], options: readonly Choice[]): Picks {
  const ids = new Set(options.map(({ id }) => id))
  return Object.fromEntries(
    groups.map(({ id, most, choices }) => [
      id,
      choices
        .map((choice) => choice.id)
        .filter((choice) => ids.has(choice))
        .slice(0, most),
    ]),
  )
}

/** Whether the last answer ends the asking: every question wants exactly one. */
export function isQuick(groups: readonly OptionGroup[]): boolean {
  return groups.every(({ least, most }) => least === 1 && most === 1)
}
