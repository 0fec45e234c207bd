import type { Clock } from './db.ts'

const aDay = 86_400_000

/** The device's offset to the server, from when it asked, when the answer came, and what the server's clock said. */
export function clockFrom(asked: number, answered: number, serverNow: number): Clock {
  return {
    offset: Math.round(serverNow - (asked + answered) / 2),
    uncertainty: Math.min(aDay, Math.ceil(Math.abs(answered - asked) / 2)),
  }
}
