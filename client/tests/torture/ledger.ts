import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What a run did: one line for whoever watches, figures for the ledger. */
export interface Report {
  line: string
  ok: boolean
  figures: object
}

const file = new URL('ledger.jsonl', import.meta.url)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const attacked = ['shared', 'server', 'client/data', 'client/tests', 'package-lock.json', ':!**/ledger.jsonl']

/** Adds a run to the ledger: when, on which code, from which seed, and what it found. */
export function enter(command: string, seed: number | null, { ok, figures }: Report): void {
  const entry = { at: new Date().toISOString(), commit: commitHere(), command, seed, ok, ...figures }
  appendFileSync(file, `${JSON.stringify(entry)}\n`)
}

/** The commit, with a plus where what is attacked differs from it. */
function commitHere(): string {
  try {
    const commit = git('rev-parse', '--short=10', 'HEAD')
    return git('status', '--porcelain', '--', ...attacked) === '' ? commit : `${commit}+`
  } catch {
    return 'unknown'
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
