import { createHash } from 'node:crypto'
import { plainProduct } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import { chanceOf } from './chance.ts'
import type { World } from './cast.ts'
import { openHistory } from './history.ts'
import { setUpMarket } from './people.ts'
import { openServer } from './server.ts'
import { enrolTablet } from './tablet.ts'
import { openWatch } from './watch.ts'

/** Shortly before a night in which clocks in London go forward. */
const firstMorning = Date.parse('2026-03-14T08:00:00Z')

export async function openWorld(
  seed: number,
  tablets: number,
  tell: (line: string) => void = () => {},
): Promise<World> {
  let now = firstMorning
  const sleepers = new Set<{ at: number; wake(): void }>()
  const chance = (...path: (number | string)[]) => chanceOf(seed, ...path)
  const server = openServer(() => now, chance('server'))
  const { people, locations } = setUpMarket(server, chance('people'), now)
  const watch = openWatch()
  const hash = createHash('sha256')
  const world: World = {
    seed,
    now: () => now,
    pass(ms) {
      now += ms
    },
    wait(ms, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = {
          at: now + ms,
          wake() {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', sleeper.wake)
            resolve()
          },
        }
        signal?.addEventListener('abort', sleeper.wake)
        sleepers.add(sleeper)
      })
    },
    sleepers: () => sleepers.size,
    wakeNext(until) {
      const next = [...sleepers].sort((a, b) => a.at - b.at)[0]
      if (!next || next.at > until) return false
      now = Math.max(now, Math.ceil(next.at))
      next.wake()
      return true
    },
    chance,
    server,
    watch,
    history: openHistory(),
    people,
    locations,
    tablets: [],
    enrolled: 0,
    restores: 0,
    restored: { at: 0, held: new Set() },
    backups: [],
    doubtful: new Set(),
    harmed: [],
    late: [],
    say: (...broken) => watch.say(...broken),
    trace(...what) {
      const line = what.join(' ')
      hash.update(`${line}\n`)
      tell(line)
    },
    traceHash: () => hash.copy().digest('hex').slice(0, 16),
    close() {
      for (const { till } of world.tablets) till.close()
      server.close()
    },
  }
  for (let index = 0; index < tablets; index += 1) world.tablets.push(await enrolTablet(world, index))
  fillShelves(world)
  return world
}

/** A question at the till for every fourth product. */
function optionsOf(index: number): Pick<Product, 'options'> {
  if (index % 4 !== 0) return {}
  const id = (number: number) => `01900000-0000-7000-8000-${String(index * 100 + number).padStart(12, '0')}`
  const choices = [
    { id: id(1), name: 'Butter', price: 40 },
    { id: id(2), name: 'Nothing', price: 0 },
  ]
  return { options: [{ id: id(0), name: 'With?', least: 0, most: 1, choices }] }
}

/** What is sold on the first morning, as an earlier season left it. */
function fillShelves({ server, chance, locations, people, now }: World): void {
  const store = server.store()
  const ids = chance('products')
  const actorId = people[0]?.id ?? ''
  store.revise(now(), (rev) => {
    for (let index = 1; index <= 12; index += 1) {
      const id = ids.id(now())
      const fields = { ...plainProduct, name: `Bun ${index}`, sku: `bun-${index}`, price: 150 + 35 * index }
      store.rows.put(
        'product',
        { id, ...fields, taxRate: index % 3 === 0 ? 2_000 : 0, ...optionsOf(index), stamps: {} },
        rev,
      )
      for (const locationId of locations) {
        const movementId = `${ids.id(now())}.0`
        const shelf = { productId: id, locationId, quantity: 200 }
        store.rows.put('movement', { id: movementId, ...shelf, reason: 'received', at: now(), actorId }, rev)
        store.rows.put('level', { id: `${id}@${locationId}`, ...shelf }, rev)
      }
    }
  })
}
