import { expect, it } from 'vitest'
import type { Kind } from '#shared/define.ts'
import type { Envelope } from '#shared/envelope.ts'
import { standOf } from './shutOut.ts'

const [aMinute, anHour, at] = [60_000, 3_600_000, 1_800_000_000_000]
const id = '019a0000-0000-7000-8000-000000000001'
const command = (seq: number, change: Partial<Envelope>): Envelope => ({
  ...{ id, device: id, seq, name: 'order.place', v: 1, args: {}, actor: id, grant: id, at, offset: 0 },
  ...{ uncertainty: 40, zone: 'Europe/London', base: 0, hash: '0'.repeat(64) },
  ...change,
})
const shutOut = { at, witnessed: 5 }

const cases: [what: string, seq: number, kind: Kind | null, change: Partial<Envelope>, stand: string][] = [
  ['a sale that the server had heard of', 5, 'fact', { at: at + anHour }, 'taken'],
  ['a wish that the server had heard of', 5, 'request', { at: at - anHour }, 'taken'],
  ['a sale that says it was before', 6, 'fact', { at: at - anHour }, 'doubted'],
  ['a sale within what clocks may be off', 6, 'fact', { at: at + aMinute }, 'doubted'],
  ['a sale that says it was after', 6, 'fact', { at: at + 2 * aMinute }, 'aside'],
  ['a sale after, by a clock that is behind', 6, 'fact', { at: at - anHour, offset: 2 * anHour }, 'aside'],
  [
    'a sale by a clock that is sure of nothing',
    6,
    'fact',
    { at: at + anHour, uncertainty: anHour },
    'doubted',
  ],
  ['a wish that says it was before', 6, 'request', { at: at - anHour }, 'aside'],
  ['what nobody here knows', 6, null, { at: at - anHour }, 'aside'],
]

it.each(cases)('says of %s what becomes of it', (_what, seq, kind, change, stand) => {
  expect(standOf(command(seq, change), kind, shutOut)).toBe(stand)
  expect(standOf(command(seq, change), kind, null)).toBe('taken')
})
