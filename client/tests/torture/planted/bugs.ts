import type { Bug } from './bug.ts'
import { ruleBugs } from './ruleBugs.ts'
import { serverBugs } from './serverBugs.ts'
import { tabletBugs } from './tabletBugs.ts'

export const bugs: readonly Bug[] = [...serverBugs, ...tabletBugs, ...ruleBugs]
