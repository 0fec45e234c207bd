import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { anotherKey, type Fault } from '../domain/verifying.ts'
import { openAudit } from '../store/audit.ts'
import { dataFolder, keyIn } from './data.ts'
import { recountFile, toldOf } from './recountFile.ts'
import { Sentence } from './sentence.ts'
import { type Verdict, verifyAll } from './verifyAll.ts'

/** Says whether everything is as it was taken in; a server may go on meanwhile. Ends with 1 where it is not. */
export async function verify(): Promise<void> {
  const folder = dataFolder()
  const path = join(folder, 'awning.db')
  if (!existsSync(path)) throw new Sentence(`There is no database in ${folder}. Set AWNING_DATA.`)
  if (process.env.AWNING_KEY === undefined && !existsSync(join(folder, 'awning.key')))
    throw new Sentence(
      'There is no awning.key beside the database, and no AWNING_KEY: without the key that its server had nothing can be proved.',
    )
  const key = keyIn(folder)
  const audit = openAudit(path)
  if (!audit)
    throw new Sentence('This database is of another version. Start this Awning on it once, then verify.')
  try {
    const verdict = await verifyAll(audit, path, key, availableParallelism())
    console.log(reportOf(verdict))
    const differing = recountFile(path)
    console.log(toldOf(differing))
    if (verdict.faults.length > 0 || differing.length > 0) process.exitCode = 1
  } finally {
    audit.close()
  }
}

export function reportOf({ tally, faults, letters, journals }: Verdict): string {
  const { commands, sealed, unknown, orders } = tally
  const looked = `Looked at ${counted(commands, 'command')} of ${counted(journals, 'tablet')}: ${counted(sealed, 'seal')} of whoever did them, ${counted(orders, 'order')} against their rows.`
  const edited = faults.filter(({ what }) => what !== anotherKey)
  const [first] = edited
  const [lost] = unknown > 0 ? faults.filter(({ what }) => what === anotherKey) : []
  const lines = [
    lost &&
      `Nothing can be said of ${counted(unknown, 'command')}, the first ${named(lost, letters)}. Put the awning.key (or AWNING_KEY) of that server in its place.`,
    first &&
      `Not all is as it was taken in: ${counted(edited.length, 'fault')}. The first: ${named(first, letters)}.`,
    !first && !lost && 'All of it is as it was taken in.',
  ]
  return [looked, ...lines.filter((line) => typeof line === 'string')].join('\n')
}

/** "tablet B, command 142 (B-0042): what it says was changed". */
function named({ device, seq, number, what }: Fault, letters: ReadonlyMap<string, string>): string {
  const place = device === '' ? '' : `tablet ${letters.get(device) ?? device}, command ${seq}`
  const label = number === '' ? '' : place === '' ? `order ${number}` : ` (${number})`
  const where = `${place}${label}`
  return where === '' ? what : `${where}: ${what}`
}

function counted(size: number, what: string): string {
  return `${size.toLocaleString('en-GB')} ${what}${size === 1 ? '' : 's'}`
}
