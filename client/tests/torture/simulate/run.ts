import type { World } from './cast.ts'
import { type DeedName, doSomething } from './trade/trade.ts'
import { aMinuteWith, heal } from './evening.ts'
import { type Fault, faults, notYet, rarely } from './faults.ts'
import { openChecks } from './checks.ts'
import { attempt } from './scenes/scene.ts'
import type { Broken } from './watch.ts'
import { meetAgain } from './tablet.ts'
import { openWorld } from './world.ts'
import { pick } from '#shared/dice.ts'

export interface Plan {
  seed: number
  tablets: number
  days: number
  /** The kinds of fault that may happen; all of them where it is left out. */
  faults?: readonly string[]
  /** Where it is given, something of these goes wrong each time. */
  only?: readonly string[]
  /** How many things go wrong on a tablet in a day, at most. */
  mostFaults?: number
  /** How many things people do on a tablet in a day; by chance between 8 and 16 where it is left out. */
  deeds?: number
  /** Which deeds; all of them where it is left out. */
  doing?: readonly DeedName[]
}

export interface Result {
  plan: Plan
  trace: string
  tabletDays: number
  saved: number
  money: number
  fired: Record<string, number>
  broken: Broken | null
  /** The day on which it broke, from 1 on. */
  day: number
}

/** One market from its first morning to its last evening, or to the first promise that is broken. */
/** `tell` hears all that goes into the trace. */
export async function simulate(plan: Plan, tell?: (line: string) => void): Promise<Result> {
  const world = await openWorld(plan.seed, plan.tablets, tell)
  const fired: Record<string, number> = {}
  const checks = openChecks()
  let broken: Broken | null = null
  let day = 0
  try {
    while (day < plan.days && !broken) {
      day += 1
      await aDay(world, plan, day, fired)
      const isLast = day === plan.days
      if (isLast) for (const tablet of world.tablets) tablet.away = 0
      const here = await heal(world)
      await aMinuteWith(world, here)
      for (const tablet of world.tablets) await meetAgain(world, tablet)
      broken = world.watch.broken()[0] ?? checks.check(world, here, isLast || day % 7 === 0)
      if (!broken) keepBackup(world, day)
      world.trace('day', day, broken ? broken.check : 'whole')
      for (const tablet of world.tablets) tablet.away = Math.max(0, tablet.away - 1)
      world.pass(untilMorning(world.now()))
    }
    const all = [...world.history.all()]
    const money = all.reduce((sum, { total }) => sum + total, 0)
    world.trace('end', all.length, money)
    return {
      plan,
      trace: world.traceHash(),
      tabletDays: day * plan.tablets,
      saved: all.length,
      money,
      fired,
      broken,
      day,
    }
  } finally {
    world.close()
  }
}

/** Every tablet's deeds and mishaps in one order by chance, so that they happen between those of the others. */
async function aDay(world: World, plan: Plan, day: number, fired: Record<string, number>): Promise<void> {
  const turns = world.tablets.flatMap((_, index) => turnsOf(world, plan, day, index, fired))
  const chance = world.chance('order', day)
  const gap = (8 * 3_600_000) / turns.length
  for (const turn of turns.map((one) => ({ one, place: one.place })).sort((a, b) => a.place - b.place)) {
    world.pass(Math.ceil(gap * (0.5 + chance.roll())))
    for (const late of world.late.filter(({ at }) => at <= world.now())) await late.arrive()
    world.late = world.late.filter(({ at }) => at > world.now())
    await turn.one.take()
    if (world.watch.broken().length > 0) return
  }
}

function turnsOf(
  world: World,
  plan: Plan,
  day: number,
  index: number,
  fired: Record<string, number>,
): { place: number; take(): Promise<void> }[] {
  const chance = world.chance('day', day, index)
  const here = () => {
    const tablet = world.tablets[index]
    if (!tablet) throw new RangeError('no such tablet')
    return tablet
  }
  const deeds = Array.from({ length: plan.deeds ?? chance.between(8, 16) }, (_, at) => {
    const own = world.chance('deed', day, index, at)
    return {
      place: chance.roll(),
      async take() {
        const tablet = here()
        await doSomething(world, tablet, own, plan.doing)
        if (tablet.away === 0 && own.is(0.2)) await attempt(world, tablet, tablet.till)
      },
    }
  })
  const mishaps = Array.from(
    { length: plan.only?.length === 0 ? 0 : chance.between(0, plan.mostFaults ?? 4) },
    (_, at) => {
      const own = world.chance('fault', day, index, at)
      const kinds = (plan.only ?? [...faults.keys()]) as Fault[]
      const kind = pick(own.roll, kinds, (name) => rarely[name] ?? 1)
      return {
        place: chance.roll(),
        async take() {
          const scene = faults.get(kind)
          const isWanted = !notYet[kind] && (plan.faults?.includes(kind) ?? true)
          if (!scene || !isWanted || here().away > 0) return
          if (own.is(0.7)) world.server.start()
          world.trace('fault', index, kind)
          const hasFired = await scene(world, here(), own)
          if (hasFired) fired[kind] = (fired[kind] ?? 0) + 1
        },
      }
    },
  )
  return [...deeds, ...mishaps]
}

/** A backup each morning; the oldest is a week old. */
function keepBackup(world: World, day: number): void {
  if (day % 2 === 0) return
  world.backups.push(world.server.backup())
  if (world.backups.length > 4) world.backups.shift()
}

function untilMorning(now: number): number {
  const aDay = 86_400_000
  return aDay - ((now - 8 * 3_600_000) % aDay)
}
