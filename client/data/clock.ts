import type { Anchor, Clock, Database } from './db.ts'
import type { Outside } from './outside.ts'
import { takeTurn } from './turn.ts'

/*
 * A tablet's clock is wrong by what the last answer showed; and somebody may turn it while no answer comes. Beside it
 * runs a steady clock that nobody can turn: when the two part by more than a moment, the difference is what the clock
 * was turned by. Two things a steady clock does not tell. It starts anew with each page: then only a clock that now
 * says less than it has said before is found out. And on many tablets it stands still while they sleep: so a clock that
 * ran ahead by less than the longest sleep is believed.
 */

const aDay = 86_400_000
const aDecade = 3_660 * aDay
/** Less than this is a clock being put right bit by bit. */
const moment = 1_000
const longestSleep = 3 * aDay
/** So many tabs and lives of tabs are remembered. */
const most = 8

type Clocks = Pick<Outside, 'now' | 'steady'>

/** Where both clocks stand. */
export function anchorOf({ now, steady }: Clocks): Anchor {
  return { clock: steady.id, wall: now(), steady: steady.now() }
}

/** The device's offset to the server, from when it asked, when the answer came, and what the server's clock said. */
export function clockFrom(asked: Anchor, answered: Anchor, serverNow: number): Clock {
  const under = Math.max(0, answered.steady - asked.steady)
  return {
    offset: Math.round(serverNow - (answered.wall - under / 2)),
    uncertainty: Math.min(aDay, Math.ceil(under / 2)),
    anchors: [answered],
  }
}

/** The clock as it has to be read by now: corrected by what it was turned by since it was last read. */
export function readClock(clock: Clock = { offset: 0, uncertainty: 0 }, outside: Clocks): Clock {
  const { anchors = [] } = clock
  const here = anchorOf(outside)
  const own = anchors.find((anchor) => anchor.clock === here.clock)
  const turned = own ? turnedBy(own, here) : backBy(anchors, here)
  if (turned === 0)
    return { ...clock, anchors: [here, ...anchors.filter((anchor) => anchor !== own)].slice(0, most) }
  const unsure = own && turned < 0 ? 0 : own ? longestSleep : -turned
  return {
    offset: clock.offset - turned,
    uncertainty: Math.min(aDecade, clock.uncertainty + unsure),
    // What others had noted was noted before; they begin again with what has been corrected here.
    anchors: [here],
  }
}

/** A new measure in place of the last. What other tabs have noted goes on where the clock was not turned in between. */
export function replaceClock(before: Clock | undefined, measured: Clock): Clock {
  const [here] = measured.anchors ?? []
  const own = before?.anchors?.find((anchor) => anchor.clock === here?.clock)
  if (!here || !own || turnedBy(own, here) !== 0) return measured
  const others = before?.anchors?.filter((anchor) => anchor !== own) ?? []
  return { ...measured, anchors: [here, ...others] }
}

/** Looks at the clock while nothing else happens, so that a turned one is found out before the page is closed. */
export async function mindClock(db: Database, outside: Clocks): Promise<void> {
  const isTold = async () => {
    const { clock } = await db.read('clock')
    return clock && isNews(clock, readClock(clock, outside)) ? clock : null
  }
  if (!(await isTold())) return
  await db.write([db.meta, db.turns], async (db) => {
    const clock = await isTold()
    if (!clock) return
    await takeTurn(db)
    await db.keep({ clock: readClock(clock, outside) })
  })
}

/** Whether that is worth writing down although nothing else is. */
function isNews(before: Clock, after: Clock): boolean {
  const [now] = after.anchors ?? []
  const own = before.anchors?.find((anchor) => anchor.clock === now?.clock)
  if (!own || !now || before.offset !== after.offset) return true
  return Math.abs(now.wall - own.wall) >= 10 * 60_000
}

function turnedBy(before: Anchor, here: Anchor): number {
  const turned = Math.round(here.wall - before.wall - (here.steady - before.steady))
  return turned <= -moment || turned > longestSleep ? turned : 0
}

/** A page that has just been opened knows only what the clock has said before. */
function backBy(anchors: readonly Anchor[], here: Anchor): number {
  const latest = Math.max(here.wall, ...anchors.map(({ wall }) => wall))
  return latest - here.wall >= moment ? Math.round(here.wall - latest) : 0
}
