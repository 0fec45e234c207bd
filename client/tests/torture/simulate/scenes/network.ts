import { answers, cutOff, losesAnswer, type Way } from '../../../network.ts'
import type { Tablet, World } from '../cast.ts'
import { ownOrderGone } from '../looks/journal.ts'
import { openTab } from '../tablet.ts'
import { sell } from '../trade/sell.ts'
import { doSomething } from '../trade/trade.ts'
import { attempt, type Scene, whileSending } from './scene.ts'

const problem = (code: string) => JSON.stringify({ code, sentence: 'Something went wrong.' })
const json = 'application/json'

const twice: Way = async (send) => {
  await send()
  return send()
}

const halved: Way = async (send) => {
  const response = await send()
  const text = await response.text()
  return new Response(text.slice(0, Math.floor(text.length / 2)), { headers: response.headers })
}

const slow: Scene = async (world, tablet, chance) =>
  whileSending(async (send) => {
    world.pass(chance.between(500, 15_000))
    const response = await send()
    world.pass(chance.between(500, 14_000))
    return response
  })(world, tablet, chance)

/** The request sets out, the tablet gives up, and long after that it arrives. */
function delayed(least: number, most: number): Scene {
  return async (world, tablet, chance) => {
    const { line, till } = tablet
    const way: Way = async (_send, _path, init) => {
      const later = async () => {
        const headers = {
          ...Object.fromEntries(new Headers(init.headers)),
          authorization: `Device ${till.ticket() ?? ''}`,
        }
        await line.send({ ...init, headers }).catch(() => undefined)
      }
      world.late.push({ at: world.now() + chance.between(least, most), arrive: later })
      return cutOff(later as never, '', init)
    }
    return whileSending(way)(world, tablet, chance)
  }
}

/** Of two requests from two tabs the one that set out first arrives last. */
const overtaken: Scene = async (world, tablet, chance) => {
  await sell(world, tablet, chance)
  const other = await openTab(tablet)
  tablet.line.once('/api/sync', async (send) => {
    await sell(world, tablet, chance, other)
    await attempt(world, tablet, other)
    return send()
  })
  await attempt(world, tablet, tablet.till)
  const hasFired = tablet.line.isSpent()
  tablet.line.clear()
  other.close()
  return hasFired
}

/**
 * Of two answers to two tabs the one that was given first is read last. Where the other tab sends nothing itself, the
 * server holds no more of this tablet than it said, and only the cursor tells which answer is older.
 */
const answerOvertaken: Scene = async (world, tablet, chance) => {
  await sell(world, tablet, chance)
  const other = await openTab(tablet)
  const beside = chance.of(world.tablets)
  tablet.line.once('/api/sync', async (send) => {
    const response = await send()
    if (beside !== tablet) {
      await doSomething(world, beside, chance)
      await attempt(world, beside, beside.till)
    }
    if (chance.is(0.5)) await sell(world, tablet, chance, other)
    await attempt(world, tablet, other)
    return response
  })
  await attempt(world, tablet, tablet.till)
  const hasFired = tablet.line.isSpent()
  tablet.line.clear()
  other.close()
  return hasFired
}

/** Much is new, and comes in more answers than one: nothing of this tablet's own may be gone from its screen meanwhile. */
const inPages: Scene = async (world, tablet, chance) => {
  const { line, till } = tablet
  world.server.start()
  line.cut()
  for (const other of world.tablets.filter((one) => one !== tablet && one.away === 0).slice(0, 2)) {
    for (let deed = 0; deed < 3; deed += 1) await doSomething(world, other, chance)
    await attempt(world, other, other.till)
  }
  await sell(world, tablet, chance)
  line.mend()
  const most = 10
  let pages = 0
  line.always('/api/sync', async (_send, _path, init) => {
    lookAtScreen(world, tablet)
    pages += 1
    const request: object = JSON.parse(typeof init.body === 'string' ? init.body : '{}')
    const page = pages > most ? 2_000 : chance.between(5, 40)
    return line.send({ ...init, body: JSON.stringify({ ...request, page }) })
  })
  await attempt(world, tablet, till)
  line.clear()
  lookAtScreen(world, tablet)
  return pages > 1
}

function lookAtScreen(world: World, tablet: Tablet): void {
  const gone = ownOrderGone(world, tablet)
  if (gone)
    world.say(1, 'an own order never blinks', `order ${gone.id} is gone from ${tablet.device} amid an answer`)
}

/** The server has forgotten the ticket, and the greeting goes wrong. */
function whileGreeting(way: Way): Scene {
  return async (world, tablet, chance) => {
    world.server.start()
    world.server.restart()
    return whileSending(way, '/api/sync/hello')(world, tablet, chance)
  }
}

export const networkScenes = {
  'request lost': whileSending(cutOff),
  'answer lost': whileSending(losesAnswer),
  'request duplicated': whileSending(twice),
  'request delayed by hours': delayed(3_600_000, 9 * 3_600_000),
  'request delayed by days': delayed(86_400_000, 3 * 86_400_000),
  'request overtaken': overtaken,
  'answer overtaken': answerOvertaken,
  'answer in many pages': inPages,
  'captive portal': whileSending(answers('<html>Welcome to the hall’s Wi-Fi</html>', 200, 'text/html')),
  'error 500': whileSending(answers(problem('surprise'), 500, json)),
  'error 503': whileSending(answers('<h1>Unavailable</h1>', 503, 'text/html')),
  'error 429': whileSending(answers(problem('too-many-tries'), 429, json)),
  'refused 401': whileSending(answers(problem('sign-in-needed'), 401, json)),
  'garbage for JSON': whileSending(answers(']["', 200, json)),
  'JSON of somebody else': whileSending(answers('{"hello":"world"}', 200, json)),
  'answer truncated': whileSending(halved),
  'network slow': slow,
  'greeting lost': whileGreeting(cutOff),
  'greeting’s answer lost': whileGreeting(losesAnswer),
} satisfies Record<string, Scene>
