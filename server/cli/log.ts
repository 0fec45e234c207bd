import { type DestinationStream, pino } from 'pino'
import type { Log } from '../http/context.ts'

/** Nothing secret is ever handed to the log; should that change by mistake, it is still left out. */
export function openLog(destination: DestinationStream = pino.destination(2)): Log {
  const secret = ['password', 'cookie', 'authorization', 'grant', 'ticket', 'body']
  const redact = { paths: secret.flatMap((key) => [key, `*.${key}`]), remove: true }
  return pino({ level: process.env.AWNING_LOG ?? 'info', redact }, destination)
}
