import type { Plan } from '../simulate/run.ts'

/** A mistake that somebody could make, as the change of one expression of one file. */
export interface Bug {
  name: string
  edits: readonly Edit[]
  /** The smallest market in which it has to come out. */
  plan: Plan
  /** The check that has to find it; where the server does not even start, what it says. */
  killedBy: string
}

export interface Edit {
  file: string
  find: string
  replace: string
}
