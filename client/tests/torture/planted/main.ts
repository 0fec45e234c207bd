import type { simulate } from '../simulate/run.ts'
import type { Bug, Edit } from './bug.ts'
import { bugs } from './bugs.ts'
import { loadWith } from './graph.ts'

/* Plays each bug's market twice, with the mistake and without it, and prints a line of JSON for each. */

interface Simulator {
  simulate: typeof simulate
}

export interface Found {
  bug: string
  with: string | null
  without: string | null
  ms: number
}

const [wanted = '', part = '0/1', seed = ''] = process.argv.slice(2)
const [place = 0, parts = 1] = part.split('/').map(Number)

for (const [index, bug] of bugs.entries()) {
  if (!bug.name.includes(wanted) || index % parts !== place) continue
  const begun = performance.now()
  const without = await foundIn(bug, [])
  const found: Found = {
    bug: bug.name,
    without,
    with: await foundIn(bug, bug.edits),
    ms: Math.round(performance.now() - begun),
  }
  process.stdout.write(`${JSON.stringify(found)}\n`)
}
process.exit(0)

/** The check that was broken, or what was said when not even the server started. */
async function foundIn(bug: Bug, edits: readonly Edit[]): Promise<string | null> {
  const name = edits.length === 0 ? 'as it is' : JSON.stringify([bug.name, edits.length])
  try {
    const { simulate: play } = await loadWith<Simulator>(name, edits, 'client/tests/torture/simulate/run.ts')
    const { broken } = await play(seed === '' ? bug.plan : { ...bug.plan, seed: Number(seed) })
    return broken?.check ?? null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
