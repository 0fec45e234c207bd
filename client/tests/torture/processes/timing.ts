import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { measure } from './timing/measure.ts'

/*
 * Somebody outside guesses user names and holds a watch: does the time of an answer tell whether there is anyone? Asked
 * over a real socket, in an order drawn anew each round, and of a server with a mistake in it too.
 */

const fair = { least: 0.45, most: 0.55 }
/** So far from even a mistake has to be seen, on a machine that does much else too. */
const seen = 0.7

export async function run(args: string[]): Promise<Report> {
  const { samples, seed } = numbersIn(args, { samples: 600, seed: 1 })
  const measured = await measure(samples, seed, false)
  const { honest, planted, medians } = measured
  const isFair = Object.values(honest).every((auc) => auc >= fair.least && auc <= fair.most)
  const isSeen = Object.values(planted).every((auc) => Math.max(auc, 1 - auc) >= seen)
  const listed = (figures: Record<string, number>) =>
    Object.entries(figures)
      .map(([name, figure]) => `${name} ${figure}`)
      .join(', ')
  return {
    line: `timing: ${samples} answers each, AUC: ${listed(honest)}; with a mistake in it: ${listed(planted)}; median ms: ${listed(medians)}`,
    ok: isFair && isSeen,
    figures: { samples, ...measured },
  }
}
