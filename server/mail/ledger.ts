import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Ledger } from '../domain/mail/carrier.ts'
import { memoryLedger } from '../domain/mail/ledger.ts'

/** A file of one line for each thing that left, only ever added to. A line that a crash tore names nothing. */
export function openLedger(path: string): Ledger & { close(): void } {
  const file = openSync(path, 'a+', 0o600)
  const text = readFileSync(path, 'utf8')
  const ledger = memoryLedger((lines) => {
    writeSync(file, lines.map((line) => `${line}\n`).join(''))
    fsyncSync(file)
  })
  const lines = text.split('\n')
  const torn = lines.pop() ?? ''
  for (const line of lines) ledger.take(line)
  if (torn !== '') writeSync(file, '\n')
  return { ...ledger, close: () => closeSync(file) }
}
