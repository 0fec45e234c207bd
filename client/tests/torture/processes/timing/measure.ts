import { dice } from '#shared/dice.ts'
import type { Edit } from '../../planted/bug.ts'
import { inFolder } from '../folder.ts'
import { openHouse, type Question } from './house.ts'

/** Pairs of which nobody outside may tell one from the other. */
const pairs: Readonly<Record<string, readonly [Question, Question]>> = {
  unknown: ['known', 'unknown'],
  disabled: ['known', 'disabled'],
  disabledButRight: ['unknown', 'disabledButRight'],
  pending: ['unknown', 'pending'],
  mailed: ['unmailed', 'mailed'],
}

/** Mistakes that have to be found, by the pair that they tell apart. */
const mistakes: Readonly<Record<string, Edit>> = {
  unknown: {
    file: 'server/domain/identity.ts',
    find: 'const isRight = await passwords.isRight(request.password, hash)',
    replace: 'const isRight = hash !== null && (await passwords.isRight(request.password, hash))',
  },
  mailed: { file: 'server/http/account.ts', find: '    await beat\n', replace: '' },
}

/** For a short run: the same is asked of each name, but less of the machine. */
const cheap: Edit = {
  file: 'server/domain/passwords.ts',
  find: 'const memory = 47_104',
  replace: 'const memory = 8_192',
}

const mostPlanted = 60

export interface Measured {
  /** The chance that the answer about the second of a pair took longer: 0.5 tells nothing, 0 and 1 tell all. */
  honest: Record<string, number>
  /** The same of a server in which a mistake was made. */
  planted: Record<string, number>
  /** The middle answer to each question, ms. */
  medians: Record<string, number>
}

export async function measure(samples: number, seed: number, isShort: boolean): Promise<Measured> {
  const roll = dice(seed)
  const edits = isShort ? [cheap] : []
  const wanted = Object.entries(pairs).filter(([pair]) => !isShort || pair !== 'mailed')
  const times = await timesOf(
    'as it is',
    edits,
    samples,
    wanted.flatMap(([, both]) => both),
    roll,
  )
  const planted: Record<string, number> = {}
  for (const [pair, both] of wanted) {
    const mistake = mistakes[pair]
    if (!mistake) continue
    const few = Math.min(samples, mostPlanted)
    planted[pair] = aucOf(await timesOf(`planted ${pair}`, [...edits, mistake], few, both, roll), both)
  }
  return {
    honest: Object.fromEntries(wanted.map(([pair, both]) => [pair, aucOf(times, both)])),
    planted,
    medians: Object.fromEntries(
      [...times].map(([question, took]) => [question, rounded(took.sort(byLength)[took.length >> 1] ?? 0)]),
    ),
  }
}

type Times = Map<Question, number[]>

/** Asks every question so many times, in an order that is drawn anew each round. */
function timesOf(
  name: string,
  edits: readonly Edit[],
  samples: number,
  asked: readonly Question[],
  roll: () => number,
): Promise<Times> {
  return inFolder(async (folder) => {
    const house = await openHouse(folder, name, edits)
    const times: Times = new Map(asked.map((question) => [question, []]))
    for (const question of times.keys()) await house.ask(question)
    for (let round = 0; round < samples; round += 1)
      for (const question of shuffled([...times.keys()], roll))
        times.get(question)?.push(await house.ask(question))
    await house.close()
    return times
  })
}

function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  return items
    .map((item) => ({ item, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** The area under the curve, as Mann and Whitney count it: of all pairs, how many have the second longer. */
function aucOf(times: Times, [first, second]: readonly [Question, Question]): number {
  const [shorter, longer] = [times.get(first) ?? [], times.get(second) ?? []]
  let wins = 0
  for (const one of longer) for (const other of shorter) wins += one > other ? 1 : one === other ? 0.5 : 0
  return rounded(wins / (shorter.length * longer.length))
}

const byLength = (a: number, b: number) => a - b
const rounded = (number: number) => Math.round(number * 1_000) / 1_000

// By itself, as a process whose modules can be changed while they load.
if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]), 1, true)))
