import type { Missing } from '#shared/reports.ts'

/** Whether figures are final, in a few words, and a line for each tablet that has not reported. */
export function noteOf(
  { isFinal, missing }: { isFinal: boolean; missing: readonly Missing[] },
  moment: (at: number) => string,
): { title: string; lines: string[] } {
  if (isFinal) return { title: 'Final: every tablet has reported', lines: [] }
  if (missing.length === 0)
    return { title: 'Not final: today is not over. Every tablet has reported so far', lines: [] }
  const title =
    missing.length === 1
      ? 'Not final: a tablet has not reported'
      : `Not final: ${missing.length} tablets have not reported`
  return { title, lines: missing.map((tablet) => lineOf(tablet, moment)) }
}

function lineOf({ letter, name, since, unsent }: Missing, moment: (at: number) => string): string {
  const heard = since === null ? 'never heard' : `nothing since ${said(moment(since))}`
  const waiting = unsent ? `, ${unsent} ${unsent === 1 ? 'entry' : 'entries'} waiting on it` : ''
  return `${letter} · ${name}: ${heard}${waiting}`
}

/** In the middle of a sentence. */
function said(moment: string): string {
  return moment.replace(/^(Today|Yesterday)/, (word) => word.toLowerCase())
}
