import { describe, expect, it } from 'vitest'
import { decide } from '../decide.ts'
import { Draft } from '../draft.ts'
import type { TillSession } from '../rows.ts'
import { noTakings, plus } from '../takings.ts'
import { tillClose } from './tillClose.ts'

const [session, device] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-00000000000a']
const meta = {
  id: '019a0000-0000-7000-8000-000000000002',
  device,
  actor: device,
  zone: 'UTC',
  at: 9,
  uncertainty: 0,
}
const takings = { [device]: plus(noTakings, { orders: 3, cash: 1_250, cashBack: 50, paidOut: 200 }) }
const open: TillSession = {
  id: session,
  opened: {
    ...{ at: 1, actorId: device, deviceId: device, locationId: device, currency: 'GBP', zone: 'UTC' },
    float: 5_000,
  },
  takings,
  closings: [],
}

/** What the rule finds odd about a count of £60.00, in a drawer as this server knows it. */
function flagsOf(found: object, known: TillSession | undefined = open): readonly string[] {
  const args = {
    ...{ sessionId: session, counted: 6_000, expected: 6_000, known: takings },
    ...{ coins: [{ value: 2_000, size: 2 }], ...found },
  }
  const draft = new Draft()
  draft.load('tillSession', session, known)
  const prepared = tillClose.prepare(args, 1, meta)
  const decision = prepared && decide(prepared, draft)
  return decision?.ok ? decision.flags : ['refused']
}

describe('a count of a drawer', () => {
  it('is plain where it follows from what the tablet knew, whatever was found', () => {
    expect(flagsOf({})).toEqual([])
    expect(flagsOf({ counted: 4_000 })).toEqual([])
  })

  it('is kept and flagged where more coins are named than were counted', () => {
    expect(flagsOf({ counted: 3_999 })).toEqual(['total-differs'])
  })

  it('is kept and flagged where what it expected does not follow from what it knew', () => {
    expect(flagsOf({ expected: 5_900 })).toEqual(['total-differs'])
    expect(flagsOf({ known: {} })).toEqual(['total-differs'])
  })

  it('is believed while the server does not know the float', () => {
    expect(flagsOf({ expected: 5_900 }, { id: session, takings: {}, closings: [] })).toEqual([])
  })
})
