import { dayAfter } from '#shared/marketDay.ts'
import type { CashAnswer, CashRow, RangeQuestion } from '#shared/reports.ts'
import type { Business, TillSession } from '#shared/rows.ts'
import { takingsIn } from '#shared/takings.ts'
import { expectedIn, lastClosing, restatedSince } from '#shared/tillSession.ts'
import { instantOf } from '#shared/time.ts'
import type { Store } from '../../store/store.ts'
import { missingFor } from './missing.ts'

type Rooms = Pick<Store, 'rows' | 'standing' | 'heard' | 'deviceKeys' | 'journal'>

/** The drawers of a range, in the order in which they were opened. */
export function cashReport(
  store: Rooms,
  business: Business,
  { from, to, location }: RangeQuestion,
  now: number,
): CashAnswer {
  const { currency, zone } = business
  const start = instantOf(`${from}T00:00:00`, zone)
  const end = instantOf(`${dayAfter(to)}T00:00:00`, zone)
  const sessions = store.standing
    .sessionsBetween(start, end)
    .filter(({ opened }) => location === undefined || opened?.locationId === location)
  return {
    ...{ currency, zone, from, to, location: location ?? null },
    ...missingFor(store, { to, zone, now }),
    rows: sessions.map(rowOf),
  }
}

function rowOf(session: TillSession): CashRow {
  const { id, opened, closings } = session
  const closing = lastClosing(session)
  const { cash, cashBack, paidIn, paidOut } = takingsIn(session.takings)
  const expected = expectedIn(session)
  return {
    id,
    locationId: opened?.locationId ?? null,
    openedAt: opened?.at ?? null,
    openedBy: opened?.actorId ?? null,
    closedAt: closing?.at ?? null,
    closedBy: closing?.actorId ?? null,
    float: opened?.float ?? 0,
    taken: cash - cashBack,
    paidIn,
    paidOut,
    expected,
    counted: closing?.counted ?? null,
    difference: closing ? closing.counted - expected : null,
    isRestated: closing !== undefined && restatedSince(session, closing).length > 0,
    closings: closings.length,
  }
}
