import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { makeSureOfBuild } from '../../../e2e/build.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'

/*
 * So many addresses and phone numbers are typed on a tablet and sent; then every byte that its browser keeps is looked
 * through for any of them, in every shape. The browser test of the same name does it with a dozen.
 */

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const vitest = fileURLToPath(new URL('../../../../node_modules/vitest/vitest.mjs', import.meta.url))

export async function run(args: string[]): Promise<Report> {
  const { contacts } = numbersIn(args, { contacts: 200 })
  makeSureOfBuild()
  const words = [vitest, 'run', '--project', 'browser', 'client/e2e/profile.test.ts']
  const env = { ...process.env, AWNING_CONTACTS: String(contacts) }
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await ended
  const ok = code === 0
  const line = `profile: ${contacts} addresses and numbers typed, ${ok ? 'none found' : 'some found, or not got that far'}`
  return { line: ok ? line : [line, said, complaints].join('\n'), ok, figures: { contacts } }
}
