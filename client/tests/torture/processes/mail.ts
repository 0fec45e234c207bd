import { join } from 'node:path'
import { between, dice } from '#shared/dice.ts'
import { type PlacedOrder, totalsOf } from '#shared/order.ts'
import { mostLines } from '../../../../server/domain/mail/post.ts'
import { type Arrived, openPostbox, type Postbox } from '../../../../server/tests/postbox.ts'
import type { Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import { fetchFrom } from '../../visitor.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { inFolder, memory } from './folder.ts'
import { standBy } from './killServer/standby.ts'
import { openStall, type Stall } from './stall.ts'

/*
 * A real server that mails over real SMTP, killed again and again while it does. In the end every order has been
 * confirmed; a mail came twice only where it was under way when the process died, and then as the same message.
 */

export function run(args: string[]): Promise<Report> {
  const { orders, kills, seed } = numbersIn(args, { orders: 2_000, kills: 50, seed: 1 })
  return inFolder((folder) => killAll(folder, orders, kills, dice(seed)), memory)
}

async function killAll(folder: string, orders: number, kills: number, roll: () => number): Promise<Report> {
  const [cache, data] = [join(folder, 'cache'), join(folder, 'data')]
  // It thinks before it says that it has taken a mail: time to die in.
  const box = await openPostbox({ delay: 20 })
  const running = { url: '' }
  const waiting = [standBy(data, cache), standBy(data, cache)]
  const start = async () => {
    const server = await waiting.shift()?.start()
    if (!server) throw new Error('no server stands by')
    running.url = server.url
    waiting.push(standBy(data, cache))
    return server
  }
  let server = await start()
  try {
    const stall = await openStall((input, init) => fetchFrom(running.url)(input, init), 1, roll)
    const [till] = stall.tills
    if (!till) throw new Error('nobody sells')
    demand(await till.api.saveMailSettings({ ...box.settings(), password: null }))
    const ends: number[] = []
    const share = Math.ceil(orders / (kills + 1))
    let sold = 0
    const sellOn = async () => {
      for (const last = Math.min(orders, sold + share); sold < last; sold += 1)
        demand(await till.placeOrder(await orderOf(stall, till, sold)))
      demand(await till.sync())
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const enough = box.mails.length + between(roll, 1, share)
      await sellOn()
      await arrivals(box, enough, 60_000)
      if (roll() < 0.5) await pause(roll() * 120)
      await server.stop('SIGKILL')
      ends.push(box.mails.length)
      server = await start()
      demand(await till.sync())
    }
    await sellOn()
    await allSent(till, orders)
    return report(box.mails, ends, orders, kills)
  } finally {
    for (const standby of waiting) standby.dismiss()
    await server.stop('SIGTERM')
    await box.close()
  }
}

function report(mails: readonly Arrived[], ends: readonly number[], orders: number, kills: number): Report {
  const seen = new Map<string, { at: number; messageId: string }>()
  const wrong: string[] = []
  let extras = 0
  for (const [at, { to, messageId }] of mails.entries()) {
    const whom = to.join()
    const before = seen.get(whom)
    if (before) {
      extras += 1
      if (before.messageId !== messageId) wrong.push(`${whom} got two different messages`)
      // What was under way when it died is among what arrived last.
      const wasUnderWay = ends.some((end) => before.at < end && before.at >= end - 2 * mostLines)
      if (!wasUnderWay) wrong.push(`${whom} got a second one without a reason`)
    }
    seen.set(whom, { at, messageId })
  }
  for (let number = 0; number < orders; number += 1)
    if (!seen.has(addressOf(number))) wrong.push(`${addressOf(number)} got none`)
  if (extras > ends.length * mostLines) wrong.push(`${extras} came once more, after ${ends.length} kills`)
  if (seen.size !== orders) wrong.push(`${seen.size} people got mail instead of ${orders}`)
  const line = `mail: ${orders} orders, ${kills} kills, ${mails.length} mails arrived, ${extras} of them once more, ${wrong.length} wrong`
  const figures = { orders, kills, arrived: mails.length, extras, wrong: wrong.slice(0, 10) }
  return { line: [line, ...wrong.slice(0, 10)].join('\n  '), ok: wrong.length === 0, figures }
}

function addressOf(number: number): string {
  return `customer-${number}@example.org`
}

async function orderOf(stall: Stall, till: Till, number: number): Promise<Omit<PlacedOrder, 'number'>> {
  const key = (await till.db.business.get('business'))?.contactKey ?? ''
  const sealed = await till.seal(key, { email: addressOf(number) })
  const productId = stall.products[0] ?? ''
  const lines = [{ productId, name: 'Bun 0', price: 250, quantity: 1, taxRate: 0, total: 250 }]
  const { taxes, total } = totalsOf(lines, true)
  return {
    ...{
      locationId: stall.locationId,
      currency: 'GBP',
      taxIncluded: true,
      startStatus: 'completed' as const,
    },
    ...{ lines, taxes, total, payments: [{ kind: 'cash' as const, amount: total }] },
    customer: { contact: { sealed, email: true, phone: false } },
  }
}

/** Until so many have arrived, or none has for a while: there may be no more. */
async function arrivals({ mails }: Postbox, size: number, most: number): Promise<void> {
  const until = performance.now() + most
  while (mails.length < size && performance.now() < until) await pause(2)
}

async function allSent({ api }: Till, orders: number): Promise<void> {
  for (;;) {
    const answer = await api.mails({ state: 'sent', before: null })
    if (answer.ok && answer.value.sizes['waiting'] === 0) {
      if (answer.value.sizes['sent'] !== orders)
        throw new Error(`${answer.value.sizes['sent'] ?? 0} of ${orders} count as sent`)
      return
    }
    await pause(100)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
