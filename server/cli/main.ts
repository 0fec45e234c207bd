import { checkRuntime } from './runtime.ts'

const help = `Awning: orders and stock for market stalls, with or without a signal.

  awning start          serves the app and its data
  awning create-admin   makes an admin, for when nobody can sign in any more
  awning reset-password --username NAME
                        gives a code by which somebody chooses another password
  awning report sales --from DAY --to DAY --group day [--location ID] [--json]
  awning report inventory | cash --from DAY --to DAY [--location ID] [--json]
                        prints what was sold, by day, month, hour, weekday, product, category,
                        location, staff, payment or tax; what lies where; what drawers held
  awning verify         looks whether all is as it was taken in, and names the first thing that is not
  awning help           says this

  PORT          the port to serve on (3000)
  HOST          the address to serve on (127.0.0.1: this machine only)
  AWNING_DATA   the folder of the database (./data)
  AWNING_KEY    what settings with passwords are sealed with (the file awning.key in that folder)`

/** Commands are loaded only once the runtime is known to bear them. */
const commands = new Map<string, () => Promise<() => Promise<void> | void>>([
  ['start', async () => (await import('./start.ts')).start],
  ['reset-password', async () => (await import('./resetPassword.ts')).resetPassword],
  ['report', async () => (await import('./report.ts')).report],
  ['verify', async () => (await import('./verify.ts')).verify],
  ['create-admin', async () => (await import('./createAdmin.ts')).createAdmin],
])

const refusal = checkRuntime(process.versions)
const name = process.argv[2] ?? 'help'
const command = commands.get(name)

if (refusal !== null) stop(refusal)
else if (command)
  await command()
    .then((run) => run())
    .catch(fail)
else if (['help', '--help', '-h'].includes(name)) console.log(help)
else stop(`Awning knows no command "${name}". "awning help" tells which there are.`)

/** Commands throw a Sentence for what a person can mend, and an Error for what they cannot. */
function fail(error: unknown): void {
  if (error instanceof Error && error.name === 'Sentence') stop(error.message)
  else throw error
}

function stop(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
