import { enter, type Report } from './ledger.ts'

/* npm run torture -- <command> [options]: attacks Awning, prints one line of figures and adds it to the ledger. */

interface Torture {
  run(args: string[]): Promise<Report>
}

const commands: Readonly<Record<string, () => Promise<Torture>>> = {
  simulate: () => import('./simulate/command.ts'),
  'kill-server': () => import('./processes/kill-server.ts'),
  'power-cut': () => import('./processes/power-cut.ts'),
  'browser-death': () => import('./processes/browser-death.ts'),
  restore: () => import('./processes/restore.ts'),
  'lost-answer': () => import('./processes/lost-answer.ts'),
  clock: () => import('./processes/clock.ts'),
  clone: () => import('./processes/clone.ts'),
  mail: () => import('./processes/mail.ts'),
  timing: () => import('./processes/timing.ts'),
  allotments: () => import('./allotments/command.ts'),
  profile: () => import('./processes/profile.ts'),
}

const [command = '', ...args] = process.argv.slice(2)
const load = Object.hasOwn(commands, command) ? commands[command] : undefined
if (load) {
  const { run } = await load()
  const report = await run(args)
  process.stdout.write(`${report.line}\n`)
  enter(command, seedIn(args), report)
  process.exitCode = report.ok ? 0 : 1
} else {
  process.stderr.write(`npm run torture -- ${Object.keys(commands).join(' | ')} [options]\n`)
  process.exitCode = 2
}

function seedIn(args: readonly string[]): number | null {
  const at = args.findIndex((arg) => arg === '--seed' || arg === '--first-seed')
  return at < 0 ? null : Number(args[at + 1])
}
