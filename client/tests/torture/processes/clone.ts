import { join } from 'node:path'
import { between, dice } from '#shared/dice.ts'
import type { Store } from '../../../../server/store/store.ts'
import { openTill, type Till } from '../../../data/till.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { differencesIn, rowsApart, sharedNumbers } from './accounts.ts'
import { inFolder, memory } from './folder.ts'
import { openHouse } from './house.ts'
import { openStall, type Stall } from './stall.ts'
import { copyOf } from './storage.ts'

/*
 * One tablet's storage on two devices, same id and same key, and both sell; or a tablet that was rolled back to an
 * older copy of itself and goes on selling. Whatever either of them said was saved has to be on the server, set aside
 * there with its bytes, or still waiting on the tablet. What both printed before they met the server may share numbers.
 */

const rounds = 4

export async function run(args: string[]): Promise<Report> {
  const { seeds, 'first-seed': first } = numbersIn(args, { seeds: 5, 'first-seed': 1 })
  const told = {
    seeds,
    commands: 0,
    taken: 0,
    aside: 0,
    waiting: 0,
    lost: 0,
    whole: 0,
    sharedNumbers: 0,
    wrong: [] as string[],
  }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const found = await inFolder((folder) => cloneOne(join(folder, 'awning.db'), seed), memory)
    for (const fate of ['taken', 'aside', 'waiting', 'lost'] as const) told[fate] += found.fates[fate]
    told.commands += found.commands
    told.sharedNumbers += found.sharedNumbers
    if (found.wrong.length === 0) told.whole += 1
    told.wrong.push(...found.wrong.map((what) => `seed ${seed}: ${what}`))
  }
  const line =
    `clone: ${seeds} seeds, ${told.commands} commands on copied tablets, ${told.taken} taken, ${told.aside} set aside ` +
    `with their bytes, ${told.waiting} waiting, ${told.lost} lost; ${told.whole} of ${seeds} ended whole, ` +
    `${told.sharedNumbers} order numbers were given out twice`
  return {
    line: [line, ...told.wrong.slice(0, 10)].join('\n  '),
    ok: told.lost === 0 && told.whole === seeds,
    figures: { ...told, wrong: told.wrong.slice(0, 10) },
  }
}

type Fate = 'taken' | 'aside' | 'waiting' | 'lost'

async function cloneOne(file: string, seed: number) {
  const roll = dice(seed)
  const house = openHouse(file)
  const stall = await openStall(house.fetch, 2, roll)
  const [original, other] = stall.tills
  const [outside] = stall.outsides
  if (!original || !other || !outside) throw new Error('two tablets were asked for')
  await trade(stall, stall.tills, roll)
  if (roll() < 0.5) await original.sync()

  const copy = await openTill('awning', await copyOf(original.db, outside))
  const isRolledBack = roll() < 0.4
  if (isRolledBack) {
    await trade(stall, [original], roll)
    await original.sync()
    await other.sync()
  }
  const alive = isRolledBack ? [copy, other] : [original, copy, other]
  for (let round = 0; round < rounds; round += 1) {
    if (round < rounds - 2) await trade(stall, alive, roll)
    for (const till of [...alive].sort(() => roll() - 0.5)) await till.sync()
  }
  for (const till of alive) await till.sync()

  const fates: Record<Fate, number> = { taken: 0, aside: 0, waiting: 0, lost: 0 }
  const journals = await Promise.all([original, copy].map((till) => till.db.entries.toArray()))
  const made = new Map(journals.flat().map((entry) => [entry.id, entry]))
  for (const id of made.keys()) fates[await fateOf(id, house.store(), alive)] += 1
  const wrong = [
    ...(fates.lost > 0 ? [`${fates.lost} commands are nowhere`] : []),
    ...differencesIn(house.store(), stall),
    ...(await rowsApart(house.store(), alive)),
  ]
  const shared = sharedNumbers(house.store())
  for (const till of [original, copy, other]) till.close()
  house.close()
  return { fates, commands: made.size, sharedNumbers: shared, wrong }
}

async function fateOf(id: string, store: Store, tills: readonly Till[]): Promise<Fate> {
  if (store.journal.holder(id)) return 'taken'
  const like = `%"id":"${id}"%`
  const aside = store.database
    .prepare<[string, string], { raw: string }>(
      'SELECT raw FROM conflicting WHERE raw LIKE ? UNION ALL SELECT raw FROM command WHERE id IS NULL AND raw LIKE ?',
    )
    .get(like, like)
  if (aside) return 'aside'
  for (const { db } of tills) if ((await db.entries.get({ id }))?.state === 'waiting') return 'waiting'
  return 'lost'
}

async function trade({ trade }: Stall, tills: readonly Till[], roll: () => number): Promise<void> {
  for (const till of tills) for (let taps = between(roll, 1, 5); taps > 0; taps -= 1) await trade(till)
}
