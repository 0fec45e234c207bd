import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What a process did to its files, in the order in which it did it, and when, epoch ms. */
export type Operation = { at: number } & (
  | { kind: 'create'; file: string }
  | { kind: 'unlink'; file: string }
  | { kind: 'sync'; file: string }
  | { kind: 'write'; file: string; from: number; bytes: Buffer }
  | { kind: 'size'; file: string; size: number }
  | { kind: 'rename'; file: string; to: string }
  | { kind: 'sync-folder' }
  /** A line that the process itself wrote into the file "marks". */
  | { kind: 'mark'; text: string }
)

/** What a file is known by, from its whole path; null where it is of no interest. */
type Naming = (path: string) => string | typeof aFolder | null
export const aFolder = Symbol('a folder')

const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink,unlinkat,rename'

/** Why nothing can be recorded on this machine; null where it can. */
export function whyNoRecording(): string | null {
  const tried = spawnSync('strace', ['-f', '-e', 'trace=fsync', '-o', '/dev/null', 'true'])
  if (tried.error) return 'strace is not installed (apt-get install strace)'
  return tried.status === 0 ? null : 'strace may not trace processes here'
}

/** What is put before a command so that what it does is written into `trace`. */
export function tracing(trace: string): string[] {
  const words = ['-f', '--seccomp-bpf', '-ttt', '-y', '-xx', '-s', '1000000', '-e', `trace=${calls}`]
  return ['strace', ...words, '-e', 'signal=none', '-o', trace]
}

/** Runs a Node script under strace, and gives what it did to the files in its folder whose names `isWanted`. */
export async function record(
  folder: string,
  args: readonly string[],
  isWanted: (file: string) => boolean,
): Promise<Operation[]> {
  const trace = join(folder, 'trace')
  const [command = '', ...words] = tracing(trace)
  const env = { ...process.env, TMPDIR: folder }
  const child = spawn(command, [...words, process.execPath, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const complaints = text(child.stderr)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`what was to be recorded failed: ${await complaints}`)
  return operationsIn(trace, (path) => {
    const file = basename(path)
    if (!path.startsWith(folder)) return null
    return isWanted(file) || file === 'marks' ? file : aFolder
  })
}

/** Reads what strace has written, of files that were there before with these sizes. */
export function operationsIn(trace: string, naming: Naming, sizes = new Map<string, number>()): Operation[] {
  const begun = new Map<string, string>()
  const found: Operation[] = []
  for (const line of readFileSync(trace, 'latin1').split('\n')) {
    const [, thread = '', at = '', rest = ''] = /^(\d+)\s+(\d+\.\d+)\s+(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const call = resumed ? (begun.get(thread) ?? '') + (resumed[1] ?? '') : rest
    for (const operation of operationsOf(call, Number(at) * 1_000, naming, sizes)) {
      follow(sizes, operation)
      found.push(operation)
    }
  }
  return found
}

function operationsOf(call: string, at: number, naming: Naming, sizes: Map<string, number>): Operation[] {
  const [, name = '', said = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(call) ?? []
  if (name === '' || result.startsWith('-')) return []
  const [path, other = ''] = pathsIn(name, said)
  const file = naming(path ?? '')
  if (file === null) return []
  const isSync = name === 'fsync' || name === 'fdatasync'
  if (file === aFolder) return isSync ? [{ kind: 'sync-folder', at }] : []
  if (file === 'marks')
    return name === 'write' ? [{ kind: 'mark', text: bytesIn(said).toString().trim(), at }] : []
  if (name === 'write') return [{ kind: 'write', file, from: sizes.get(file) ?? 0, bytes: bytesIn(said), at }]
  if (name === 'pwrite64') return [{ kind: 'write', file, from: lastNumber(said), bytes: bytesIn(said), at }]
  if (name === 'ftruncate') return [{ kind: 'size', file, size: lastNumber(said), at }]
  if (isSync) return [{ kind: 'sync', file, at }]
  if (name === 'unlink' || name === 'unlinkat') return [{ kind: 'unlink', file, at }]
  if (name === 'rename') {
    const to = naming(other)
    if (typeof to !== 'string') throw new Error(`nobody expected ${file} to leave`)
    return [{ kind: 'rename', file, to, at }]
  }
  if (name !== 'openat') throw new Error(`nobody expected a ${name} of ${file}`)
  const made: Operation[] = said.includes('O_CREAT') ? [{ kind: 'create', file, at }] : []
  return said.includes('O_TRUNC') ? [...made, { kind: 'size', file, size: 0, at }] : made
}

/** Keeps in mind how long each file is: what is written without a place goes to its end. */
function follow(sizes: Map<string, number>, operation: Operation): void {
  const { kind } = operation
  if (kind === 'write')
    sizes.set(
      operation.file,
      Math.max(sizes.get(operation.file) ?? 0, operation.from + operation.bytes.length),
    )
  else if (kind === 'size') sizes.set(operation.file, operation.size)
  else if (kind === 'unlink') sizes.delete(operation.file)
  else if (kind === 'rename') {
    sizes.set(operation.to, sizes.get(operation.file) ?? 0)
    sizes.delete(operation.file)
  }
}

/** The files a call is about: what its descriptor stands for, or what it names. */
function pathsIn(name: string, said: string): string[] {
  const isByName = ['openat', 'unlink', 'unlinkat', 'rename'].includes(name)
  const escaped = isByName ? [...said.matchAll(/"([^"]*)"/g)] : [...said.matchAll(/^\d+<([^>]*)>/g)]
  return escaped.map((found) => plain(found[1] ?? '').toString())
}

function bytesIn(said: string): Buffer {
  return plain(said.slice(said.indexOf('"') + 1, said.lastIndexOf('"')))
}

function plain(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex')
}

function lastNumber(said: string): number {
  return Number(said.slice(said.lastIndexOf(',') + 1))
}
