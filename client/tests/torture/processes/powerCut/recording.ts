import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What a process did to its files, in the order in which it did it. Files are known by their names. */
export type Operation =
  | { kind: 'create'; file: string }
  | { kind: 'unlink'; file: string }
  | { kind: 'sync'; file: string }
  | { kind: 'write'; file: string; at: number; bytes: Buffer }
  | { kind: 'size'; file: string; size: number }
  | { kind: 'sync-folder' }
  /** A line that the process itself wrote into the file "marks". */
  | { kind: 'mark'; text: string }

const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink,unlinkat,rename'

/** Why nothing can be recorded on this machine; null where it can. */
export function whyNoRecording(): string | null {
  const tried = spawnSync('strace', ['-f', '-e', 'trace=fsync', '-o', '/dev/null', 'true'])
  if (tried.error) return 'strace is not installed (apt-get install strace)'
  return tried.status === 0 ? null : 'strace may not trace processes here'
}

/** Runs a Node script under strace, and gives what it did to the files in its folder whose names `isWanted`. */
export async function record(
  folder: string,
  args: readonly string[],
  isWanted: (file: string) => boolean,
): Promise<Operation[]> {
  const trace = join(folder, 'trace')
  const tracing = ['-f', '--seccomp-bpf', '-y', '-xx', '-s', '1000000', '-e', `trace=${calls}`, '-o', trace]
  const env = { ...process.env, TMPDIR: folder }
  const child = spawn('strace', [...tracing, process.execPath, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const complaints = text(child.stderr)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`what was to be recorded failed: ${await complaints}`)
  return operationsIn(readFileSync(trace, 'latin1'), folder, isWanted)
}

function operationsIn(trace: string, folder: string, isWanted: (file: string) => boolean): Operation[] {
  const begun = new Map<string, string>()
  const found: Operation[] = []
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const operation = operationOf(
      resumed ? (begun.get(thread) ?? '') + (resumed[1] ?? '') : rest,
      folder,
      isWanted,
    )
    if (operation) found.push(operation)
  }
  return found
}

function operationOf(call: string, folder: string, isWanted: (file: string) => boolean): Operation | null {
  const [, name = '', said = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(call) ?? []
  if (name === '' || result.startsWith('-')) return null
  const path = pathIn(name, said)
  if (!path.startsWith(folder)) return null
  const file = basename(path)
  if (name === 'write' && file === 'marks') return { kind: 'mark', text: bytesIn(said).toString().trim() }
  const isSync = name === 'fsync' || name === 'fdatasync'
  if (!isWanted(file)) return isSync ? { kind: 'sync-folder' } : null
  if (name === 'pwrite64') return { kind: 'write', file, at: lastNumber(said), bytes: bytesIn(said) }
  if (name === 'ftruncate') return { kind: 'size', file, size: lastNumber(said) }
  if (isSync) return { kind: 'sync', file }
  if (name === 'unlink' || name === 'unlinkat') return { kind: 'unlink', file }
  if (name === 'openat') return said.includes('O_CREAT') ? { kind: 'create', file } : null
  throw new Error(`nobody expected a ${name} of ${file}`)
}

/** The file a call is about: what its descriptor stands for, or what it names. */
function pathIn(name: string, said: string): string {
  const isByName = ['openat', 'unlink', 'unlinkat', 'rename'].includes(name)
  const [, escaped = ''] = (isByName ? /"([^"]*)"/ : /^\d+<([^>]*)>/).exec(said) ?? []
  return plain(escaped).toString()
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
