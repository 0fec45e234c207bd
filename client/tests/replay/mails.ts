import { openPostbox } from '../../../server/tests/postbox.ts'
import type { Api } from '../../data/api.ts'
import { Mistake } from './mistake.ts'
import type { Tell } from './replay.ts'

/** A mail server beside a replay, that counts what customers get. */
export interface Mails {
  /** Waits until no mail waits, and says where somebody got none, or more than one. */
  differences(orders: number, tell: Tell): Promise<string[]>
  close(): Promise<void>
}

const often = 200

export async function openMails(api: Api): Promise<Mails> {
  const box = await openPostbox()
  const saved = await api.saveMailSettings({ ...box.settings(), password: null })
  if (!saved.ok) throw new Mistake(`The server takes no mail settings: ${saved.sentence}`)
  return {
    async differences(orders, tell) {
      for (;;) {
        tell('confirmed by mail', Math.min(box.mails.length, orders), orders)
        const answer = await api.mails({ state: 'failed', before: null })
        if (!answer.ok) throw new Mistake(`The server does not tell of its mail: ${answer.sentence}`)
        const { sizes, trouble, isSet } = answer.value
        if (sizes['waiting'] === 0 || trouble || !isSet) break
        await new Promise((resolve) => setTimeout(resolve, often))
      }
      return unlike(
        box.mails.map(({ to }) => to.join()),
        orders,
      )
    },
    close: () => box.close(),
  }
}

function unlike(addresses: readonly string[], orders: number): string[] {
  const people = new Set(addresses).size
  return [
    ...(people === orders ? [] : [`confirmations: ${people} customers have one, of ${orders} orders`]),
    ...(addresses.length === people ? [] : [`confirmations: ${addresses.length - people} came once more`]),
  ]
}
