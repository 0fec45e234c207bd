import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { openMailRoom } from '../domain/mail/room.ts'
import { isSetUp } from '../domain/setUp.ts'
import { openDeskBeside } from '../domain/reports/desk.ts'
import { openApp } from '../http/app.ts'
import { listen, type Listening } from '../http/listen.ts'
import { openLedger } from '../mail/ledger.ts'
import { openSmtp } from '../mail/smtp.ts'
import { dataFolder, keyIn, lockData, openData } from './data.ts'
import { openLog } from './log.ts'
import { Sentence } from './sentence.ts'

const root = join(import.meta.dirname, '..', '..')
const dist = join(root, 'dist')

/** Serves until it is asked to stop. */
export async function start(): Promise<void> {
  const host = process.env.HOST ?? '127.0.0.1'
  const port = portOf(process.env.PORT ?? '3000')
  const folder = dataFolder()
  const lock = lockData(folder)
  const key = keyIn(folder)
  const store = openData(folder)
  const outside = {
    store,
    log: openLog(),
    now: () => Date.now(),
    random: (size: number) => randomBytes(size),
  }
  const ledger = openLedger(join(folder, 'mail-sent.log'))
  const mail = openMailRoom({ ...outside, key, ledger, carrier: openSmtp() })
  const reports = openDeskBeside(join(folder, 'awning.db'))
  const app = openApp({ ...outside, key, dist, version: version(), mail, reports })
  const close = () => {
    ledger.close()
    store.close()
    lock.release()
  }
  const listening = await listen(app, { host, port }).catch((error: unknown) => {
    close()
    throw explain(error, host, port)
  })
  mail.start()
  greet(listening, isSetUp(store))
  stopOnSignal(listening, [() => mail.stop(), () => reports.close()], close)
}

function greet({ port, url }: Listening, hasBusiness: boolean): void {
  const shown = url.startsWith('http://127.0.0.1:') ? `http://localhost:${port}` : url
  const waiting = hasBusiness ? '' : ' (its set-up page is waiting for you)'
  console.log(`Awning is open at ${shown}${waiting}`)
  if (!existsSync(join(dist, 'index.html')))
    console.log('The app itself is not built yet: run "npm run build".')
}

function stopOnSignal(listening: Listening, rooms: (() => Promise<void>)[], close: () => void): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await listening.close()
    for (const leave of rooms) await leave()
    close()
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

function version(): string {
  const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return v.parse(v.object({ version: v.string() }), about).version
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Sentence('PORT has to be a number from 0 to 65535.')
  return port
}

function explain(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new Sentence(`Port ${port} is taken. Set PORT to another.`)
  if (code === 'EACCES')
    return new Sentence(`Port ${port} may not be opened by this user. Set PORT to one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Sentence(`This machine has no address ${host}. Set HOST to one it has.`)
  return error
}
