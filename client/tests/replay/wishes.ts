import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { Currency, Zone } from '#shared/schema.ts'
import type { Account } from './entrance.ts'
import { Mistake } from './mistake.ts'

/** What somebody asked for at the command line. */
export interface Wishes {
  /** Null: a sample market's history. */
  folder: string | null
  tablets: number
  zone: string
  currency: string
  seed: number
  counts: boolean
  mail: boolean
  data: string | null
  url: string | null
  account: Account | null
}

export const usage = `npm run replay -- [DIR] [--tablets N] [--zone ZONE] [--currency CUR] [--data DATADIR] [--url URL] [--seed SEED] [--counts] [--mail]

  DIR         a folder with products.csv, orders.csv and perhaps expected.json; a sample market where it is left out
  --tablets   how many tablets share the orders (4)
  --zone      the IANA time zone the orders' times are in (Europe/London)
  --currency  what the prices are in (GBP)
  --data      a new folder for the server's database, which stays for a look
  --url       a server that runs already; AWNING_USERNAME and AWNING_PASSWORD say who you are there
  --seed      makes chance come out as it did before
  --counts    somebody counts a few shelves in the middle of each day, and finds more or less
  --mail      every customer leaves an address and has to get one confirmation, by a mail server of the replay's own`

const mostTablets = 200

export function readWishes(args: string[], env: NodeJS.ProcessEnv): Wishes {
  const { values, positionals } = parsed(args)
  if (positionals.length > 1) throw new Mistake(`One folder at a time.\n\n${usage}`)
  const { zone = 'Europe/London', currency = 'GBP', data = null, url = null } = values
  if (!v.safeParse(Zone, zone).success) throw new Mistake(`"${zone}" is no time zone. One is Europe/London.`)
  if (!v.safeParse(Currency, currency).success) throw new Mistake(`"${currency}" is no currency. One is GBP.`)
  if (data !== null && url !== null)
    throw new Mistake('--data is for a server of its own, and --url for another one.')
  if (url !== null && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Mistake(`"${url}" is no address of a server. One is http://localhost:3000.`)
  const { AWNING_USERNAME: username, AWNING_PASSWORD: password } = env
  return {
    folder: positionals[0] ?? null,
    tablets: wholeFrom(values.tablets ?? '4', '--tablets', mostTablets),
    seed:
      values.seed === undefined
        ? Math.floor(Math.random() * 1_000_000) + 1
        : wholeFrom(values.seed, '--seed', 2 ** 32 - 1),
    counts: values.counts ?? false,
    mail: values.mail ?? false,
    account: username && password ? { username, password } : null,
    zone,
    currency,
    data,
    url,
  }
}

/** A folder that holds a database already is not written into. */
export function checkNew(folder: string): void {
  const held = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('.db')) : []
  if (held.length > 0)
    throw new Mistake(`${join(folder, held[0] ?? '')} is there already: --data needs a new folder.`)
}

function parsed(args: string[]) {
  const option = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        tablets: option,
        zone: option,
        currency: option,
        data: option,
        url: option,
        seed: option,
        counts: { type: 'boolean' },
        mail: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

function wholeFrom(text: string, name: string, most: number): number {
  const whole = Number(text)
  if (!/^[1-9]\d{0,9}$/.test(text) || whole > most)
    throw new Mistake(`${name} is a whole number from 1 to ${most}.`)
  return whole
}
