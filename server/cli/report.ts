import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { RangeQuestion, SalesQuestion } from '#shared/reports.ts'
import * as v from 'valibot'
import { answer, type Question, type Reported } from '../domain/reports/answer.ts'
import { tableOf } from '../domain/reports/paper.ts'
import { makeFigures } from '../domain/figures.ts'
import { dataFolder, openData } from './data.ts'
import { Sentence } from './sentence.ts'

const usage =
  'It is: awning report sales --from 2026-03-01 --to 2026-03-31 --group product [--location ID] [--weekday 6] [--json], or inventory or cash without a group.'

/** The figures of the report routes, on the server's machine; the server may go on running meanwhile. */
export function report(): void {
  const { question, isJson } = read(process.argv.slice(3))
  const store = openData(dataFolder())
  try {
    store.write(() => makeFigures(store))
    const answered = answer(store, question, Date.now())
    if (!answered.ok) throw new Sentence(`There is no business yet in ${join(dataFolder(), 'awning.db')}.`)
    if (isJson) console.log(JSON.stringify(answered.answer))
    else print(answered)
  } finally {
    store.close()
  }
}

function read(args: string[]): { question: Question; isJson: boolean } {
  const option = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: option,
        to: option,
        group: option,
        location: option,
        weekday: option,
        json: { type: 'boolean' },
      },
    })
    const { json: isJson = false, ...asked } = values
    const [kind] = positionals
    if (kind === 'sales') return { question: { report: kind, asked: v.parse(SalesQuestion, asked) }, isJson }
    if (kind === 'inventory' || kind === 'cash')
      return { question: { report: kind, asked: v.parse(RangeQuestion, asked) }, isJson }
  } catch {
    throw new Sentence(usage)
  }
  throw new Sentence(usage)
}

function print(reported: Reported): void {
  const [head = [], ...lines] = tableOf(reported)
  const cells = [head, ...lines].map((line) => line.map((cell) => (cell === null ? '' : String(cell))))
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  for (const line of cells)
    console.log(
      line
        .map((cell, column) => aligned(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  const { answer: told } = reported
  if (!('isFinal' in told)) return
  const names = told.missing.map(({ letter, name }) => `${letter} (${name})`)
  console.log(told.isFinal ? '\nThis is final.' : `\nThis is not final. ${notHeard(names)}`)
}

function notHeard(names: readonly string[]): string {
  return names.length === 0 ? 'The days are not over.' : `Not heard of since: ${names.join(', ')}.`
}

/** Numbers stand to the right. */
function aligned(cell: string, width: number): string {
  return /^-?[\d.]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
}
