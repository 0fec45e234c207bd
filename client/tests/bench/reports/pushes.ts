import { staff } from '../../../e2e/seed.ts'
import { openTill } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import { pathOf } from '../../network.ts'
import { tabletOutside } from '../../outside.ts'
import { fetchFrom, openVisitor } from '../../visitor.ts'
import { type Figure, quantile } from '../figures.ts'
import { ordersOf, type Trade } from './years.ts'

const [slowing, inOnePart] = [2, 25]

/** What is sold, and what is asked for again and again meanwhile. */
export interface Beside {
  url: string
  trade: Trade
  locationId: string
  report: string
  pushes: number
}

/**
 * Single sales of a whole tablet, one after another as a busy one sends them, over HTTP to a server of its own process: by
 * turns alone, and while somebody asks for the heaviest report without end.
 */
export async function pushBeside({ url, trade, locationId, report, pushes }: Beside): Promise<Figure[]> {
  let took = NaN
  const visitor = openVisitor(fetchFrom(url))
  const timing: typeof fetch = async (input, init) => {
    const from = performance.now()
    const response = await visitor.fetch(input, init)
    const body = await response.arrayBuffer()
    if (pathOf(input).startsWith('/api/sync')) took = performance.now() - from
    return new Response(response.status === 204 ? null : body, response)
  }
  const till = await openTill('awning', tabletOutside(timing))
  try {
    const { username, password } = staff.mia
    demand(await till.api.signIn({ username, password }))
    demand(await till.enrol({ name: 'Beside reports', locationId }))
    demand(await till.takeOver())
    demand(await till.sync())
    const orders = ordersOf({ orders: 2 * pushes, products: 0, days: 1, end: Date.now(), seed: 0 }, trade)
    const push = async () => {
      const { value: order } = orders.next()
      if (!order) throw new Error('there are no more orders')
      const { currency, taxIncluded, lines, taxes, payments, total, startStatus } = order
      const what = { currency, taxIncluded, lines, taxes, payments, total, startStatus }
      const placed = await till.placeOrder({ ...what, locationId })
      if (!placed.ok) throw new Error(placed.code)
      demand(await till.sync())
      return took
    }
    const [idle, busy]: [number[], number[]] = [[], []]
    let reports = 0
    while (busy.length < pushes) {
      for (let index = 0; index < inOnePart; index += 1) idle.push(await push())
      const asking = new AbortController()
      const asked = (async () => {
        while (!asking.signal.aborted) {
          const answer = await visitor.fetch(report)
          if (!answer.ok) throw new Error(`a report was refused: ${answer.status}`)
          await answer.arrayBuffer()
          reports += 1
        }
      })()
      for (let index = 0; index < inOnePart; index += 1) busy.push(await push())
      asking.abort()
      await asked
    }
    process.stderr.write(`${reports} reports were answered beside ${busy.length} sales\n`)
    return figuresOf(idle, busy)
  } finally {
    till.close()
  }
}

function figuresOf(idle: number[], busy: number[]): Figure[] {
  const slower = quantile(busy, 0.99) / quantile(idle, 0.99)
  return [
    { what: 'a sale is taken in', unit: 'ms', values: idle, goal: null },
    { what: 'a sale is taken in amid reports', unit: 'ms', values: busy, goal: null },
    {
      what: 'the slowest of a hundred, amid reports and without',
      unit: '×',
      values: [slower],
      goal: slowing,
    },
  ]
}
