import { answer, type Question, type Reported, type ReportRooms } from './answer.ts'

/** Where reports are asked for. */
export interface ReportDesk {
  /** Null before there is a business. */
  ask(question: Question, now: number): Promise<Reported | null>
  close(): Promise<void>
}

/** Answers at once, out of the store that is written to: for a store in memory, and for the command line. */
export function openDesk(store: ReportRooms): ReportDesk {
  return {
    ask: (question, now) => Promise.resolve(answer(store, question, now)),
    close: () => Promise.resolve(),
  }
}
