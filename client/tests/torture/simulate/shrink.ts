import { faults } from './faults.ts'
import { type Plan, type Result, simulate } from './run.ts'

/** How many runs a search may take. */
const patience = 60

/** The smallest plan that breaks the same promise: first fewer days, then fewer tablets, then fewer kinds of fault. */
export async function shrink(failed: Result, tell: (line: string) => void): Promise<Plan> {
  const check = failed.broken?.check
  let left = patience
  let best: Plan = { ...failed.plan, days: failed.day }
  const stillFails = async (plan: Plan) => {
    if (left-- <= 0) return false
    const { broken, day } = await simulate(plan).catch(() => ({ broken: null, day: 0 }))
    const fails = broken?.check === check
    if (fails) {
      best = { ...plan, days: day }
      tell(`still fails: ${JSON.stringify(best)}`)
    }
    return fails
  }
  for (let tablets = 1; tablets < best.tablets; tablets += 1)
    if (await stillFails({ ...best, tablets })) break
  let kinds = best.faults ?? Object.keys(failed.fired)
  if (!(await stillFails({ ...best, faults: kinds }))) kinds = [...faults.keys()]
  for (let size = Math.ceil(kinds.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < kinds.length;) {
      const fewer = kinds.filter((_, index) => index < at || index >= at + size)
      if (await stillFails({ ...best, faults: fewer })) kinds = fewer
      else at += size
    }
  return best
}
