import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ServerProcess, startServer } from '../serverProcess.ts'
import { enter, type Admin } from './entrance.ts'
import { readExpected } from './expected.ts'
import { type Figures } from './figures.ts'
import { type History, readHistory } from './history.ts'
import { Mistake } from './mistake.ts'
import { type Mails, openMails } from './mails.ts'
import { checkNew, readWishes, type Wishes } from './wishes.ts'
import { openScreen } from './screen.ts'
import { replay } from './replay.ts'
import { sampleHistoryOf } from './sample.ts'

/* npm run replay: takes a history through offline tablets and a real server, and holds the outcome against the files. */

const screen = openScreen(process.stdout)
let server: ServerProcess | null = null
let temporary: string | null = null
let mails: Mails | null = null

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)))

try {
  process.exitCode = await run(readWishes(process.argv.slice(2), process.env))
} catch (error) {
  if (!(error instanceof Mistake)) throw error
  console.error(error.message)
  process.exitCode = 2
} finally {
  await cleanUp()
}

async function run(wishes: Wishes): Promise<number> {
  const { history, expected } = historyOf(wishes)
  const admin = await enter(await addressOf(wishes), wishes, wishes.account)
  screen.say(
    `${history.orders.length.toLocaleString('en')} orders of ${history.products.length} products, ${wishes.tablets} tablets, seed ${wishes.seed}`,
  )
  if (wishes.mail) mails = await openMails(admin.api)
  const file = server && join(folderOf(wishes), 'awning.db')
  const result = await replay(history, expected, admin, wishes, screen.progress, file)
  if (mails) result.differences.push(...(await mails.differences(history.orders.length, screen.progress)))
  screen.show(result, wishes)
  if (wishes.data !== null || wishes.url !== null) tellWhereToLook(admin, wishes)
  return result.differences.length === 0 ? 0 : 1
}

function historyOf({ folder, currency, seed }: Wishes): { history: History; expected: Figures | null } {
  if (folder === null) return { history: sampleHistoryOf(seed, currency), expected: null }
  return { history: readHistory(folder, currency), expected: readExpected(folder, currency) }
}

async function addressOf(wishes: Wishes): Promise<string> {
  const { url, data } = wishes
  if (url !== null) return url
  if (data === null) temporary = mkdtempSync(join(tmpdir(), 'awning-replay-'))
  else checkNew(data)
  server = await startServer(folderOf(wishes))
  return server.url
}

function folderOf({ data }: Wishes): string {
  return temporary ?? resolve(data ?? 'data')
}

function tellWhereToLook({ made }: Admin, { data }: Wishes): void {
  if (made) screen.say(`Sign in as ${made.username} with the password ${made.password}`)
  if (data !== null) screen.say(`Have a look with: AWNING_DATA=${data} npm start`)
}

async function cleanUp(): Promise<void> {
  const [stopping, folder, box] = [server, temporary, mails]
  server = null
  mails = null
  temporary = null
  await stopping?.stop('SIGTERM')
  await box?.close()
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
}
