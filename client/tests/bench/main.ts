/* npm run bench -- <what> [options]: measures Awning beside its limits, and prints what came out against its goals. */

interface Bench {
  /** Prints its figures; false where a goal was missed. */
  run(args: string[]): Promise<boolean>
}

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  till: () => import('./till.ts'),
  import: () => import('./import.ts'),
  goods: () => import('./goods.ts'),
  reports: () => import('./reports.ts'),
  forecast: () => import('./forecast.ts'),
  verify: () => import('./verify.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = Object.hasOwn(benches, name) ? benches[name] : undefined
if (load) {
  const { run } = await load()
  process.exitCode = (await run(args)) ? 0 : 1
} else {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join(' | ')} [options]\n`)
  process.exitCode = 2
}
