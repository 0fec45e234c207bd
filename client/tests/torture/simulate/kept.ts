import type { Plan } from './run.ts'

/** Markets in which a promise was broken once, each with what it was about. They are played again in every run of the tests. */
export const kept: readonly (Plan & { about: string })[] = [
  {
    about: 'the server is put back twice while tablets are out of reach and clocks are wrong by months',
    ...{ seed: 5, tablets: 3, days: 8 },
  },
  {
    about: 'the server is put back to before somebody else was given a tablet',
    ...{ seed: 1, tablets: 4, days: 3 },
    only: ['person switched', 'server restored from a backup', 'tablet moved to another place'],
  },
]
