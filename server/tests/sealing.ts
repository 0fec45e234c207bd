import { type Grant, readGrant } from '#shared/api.ts'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import { arrive, type Proofs } from '../domain/arrive.ts'
import type { Exchange } from '../domain/exchange.ts'

export function idOf(number: number): string {
  return `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export const now = 1_800_000_000_000
export const stall = idOf(10)
export const bread = idOf(20)
export const [morag, ewan] = [idOf(30), idOf(31)]
export const [tabletA, tabletB] = [idOf(40), idOf(41)]

/** Every grant is believed; none of them is from after there were seals. */
const proofs: Proofs = { verify: (token) => readGrant(token)?.grant ?? null, keyOf: () => null }

let made = 0

/** A tablet that seals what it is told to, one after the other. */
export function sealing(exchange: () => Exchange, device: string, actor: string) {
  let seq = 0
  let previous = chainStart
  const grant: Grant = {
    id: idOf(900),
    device,
    person: actor,
    name: 'x',
    role: 'manager',
    issued: now,
    until: now,
  }
  return {
    make(name: string, args: Record<string, unknown>, changes: Partial<Envelope> = {}): Envelope {
      seq += 1
      made += 1
      const open = {
        id: idOf(10_000 + made),
        device,
        seq,
        name,
        v: 1,
        args,
        actor,
        grant: grant.id,
        at: now + made,
        offset: 0,
        uncertainty: 0,
        zone: 'UTC',
        base: 0,
        ...changes,
      }
      const hash = changes.hash ?? hashOf(open, previous)
      previous = hash
      return { ...open, hash }
    },
    grant,
    send(commands: readonly unknown[], first: number, others: readonly Grant[] = [], receivedAt = now) {
      const request = {
        protocol: 1,
        device,
        cursor: null,
        first,
        commands: [...commands],
        grants: [grant, ...others].map((one) => `m.${JSON.stringify(one)}`),
        page: 100,
      }
      return exchange().push(device, arrive(request, proofs, { receivedAt }))
    },
  }
}

export function order(letter: string, quantity = 1) {
  const total = quantity * 320
  const line = { productId: bread, name: 'Bread', price: 320, quantity, taxRate: 0, total }
  const payments = [{ kind: 'cash', amount: total }]
  return {
    number: `${letter}-0001`,
    locationId: stall,
    currency: 'GBP',
    taxIncluded: true,
    lines: [line],
    taxes: [{ rate: 0, gross: total, tax: 0 }],
    payments,
    total,
    startStatus: 'completed',
  }
}
