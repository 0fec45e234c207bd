import { availableParallelism } from 'node:os'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { playAll } from './crew.ts'
import { faults, notYet } from './faults.ts'
import type { Plan, Result } from './run.ts'
import { shrink } from './shrink.ts'

/** In a run of at least this many tablet-days every kind of fault has to have happened. */
const fullSize = 1_500

/** npm run torture -- simulate --seeds 200 [--first-seed 1] [--tablets 5] [--days 30] [--threads 2] */
export async function run(args: string[]): Promise<Report> {
  const defaults = { seeds: 10, 'first-seed': 1, tablets: 5, days: 30, threads: availableParallelism() }
  const { seeds, 'first-seed': first, tablets, days, threads } = numbersIn(args, defaults)
  const plans = Array.from({ length: seeds }, (_, index) => planOf(first + index, tablets, days))
  const results = await playAll(plans, threads, (result) => {
    const { plan, tabletDays, saved, trace } = result
    tell(`seed ${plan.seed}: ${tabletDays} tablet-days, ${saved} saved, trace ${trace}`)
    if (result.broken) tell(sentenceOf(result))
  })
  return reportOf(results)
}

/** Every eighth market goes on for half as long again, past what tablets keep. */
function planOf(seed: number, tablets: number, days: number): Plan {
  return { seed, tablets, days: seed % 8 === 0 ? Math.ceil(days * 1.5) : days }
}

async function reportOf(results: readonly Result[]): Promise<Report> {
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0)
  const tabletDays = sum((result) => result.tabletDays)
  const fired = Object.fromEntries(
    [...faults.keys()].map((kind) => [kind, sum((result) => result.fired[kind] ?? 0)]),
  )
  const never = Object.keys(fired).filter((kind) => fired[kind] === 0 && !Object.hasOwn(notYet, kind))
  const failures = results.filter(({ broken }) => broken)
  const [failed] = failures
  const isMissing = tabletDays >= fullSize && never.length > 0
  const perMinute = Math.round(tabletDays / minutesOfOneCore())
  const figures = {
    ...{
      seeds: results.length,
      tabletDays,
      saved: sum(({ saved }) => saved),
      money: sum(({ money }) => money),
    },
    ...{
      lost: failed ? null : 0,
      doubled: failed ? null : 0,
      perMinute,
      faults: sum(({ fired: kinds }) => sizeOf(kinds)),
    },
    ...{ kinds: faults.size, fired, never, notYet: Object.keys(notYet) },
    ...(failed
      ? { failed: failures.map(({ plan, day, broken }) => ({ seed: plan.seed, day, ...broken })) }
      : {}),
  }
  const counts = `${results.length} seeds, ${tabletDays} tablet-days, ${figures.saved} commands saved, ${figures.faults} faults of ${faults.size - never.length} kinds, ${perMinute} tablet-days a minute of one core`
  if (!failed) {
    const missing = isMissing ? `; never happened: ${never.join(', ')}` : ''
    return { line: `simulate: ${counts}, 0 lost, 0 doubled${missing}`, ok: !isMissing, figures }
  }
  // Shrinking plays a market many times over; whoever stops it knows what there was to know.
  tell(`simulate: ${counts}; ${failures.length} failed, and the first is played in smaller ones now`)
  const smallest = await shrink(failed, tell)
  return {
    line: `simulate: ${counts}; ${failures.map(sentenceOf).join('; ')}; the smallest that fails: ${JSON.stringify(smallest)}`,
    ok: false,
    figures: { ...figures, smallest },
  }
}

/** What all threads of this process have used, so that whoever else works on this machine makes no difference. */
function minutesOfOneCore(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 60_000_000
}

function sentenceOf({ plan, day, broken }: Result): string {
  return `seed ${plan.seed} broke promise ${broken?.invariant ?? 0} (${broken?.check ?? ''}) on day ${day}: ${broken?.what ?? ''}`
}

function sizeOf(kinds: Record<string, number>): number {
  return Object.values(kinds).reduce((total, times) => total + times, 0)
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
