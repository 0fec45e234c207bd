import type { ToldAct } from '#shared/acts.ts'
import { sheetOf } from '#shared/sheet.ts'
import { fieldsOf, titleOf } from './words.ts'

export interface Names {
  who(id: string | null): string
  tablet(id: string | null): string
  moment(at: number): string
}

/** Acts for a spreadsheet, a line for each field that changed. */
export function actsFile(acts: readonly ToldAct[], { who, tablet, moment }: Names): string {
  const lines = acts.flatMap((act) => {
    const begin = [new Date(act.at).toISOString(), moment(act.at), who(act.actorId), tablet(act.deviceId)]
    return fieldsOf(act).map(({ field, from, to }) => [...begin, titleOf(act), field, from, to])
  })
  return sheetOf([['at', 'when', 'who', 'tablet', 'what', 'field', 'before', 'after'], ...lines])
}
