import { generateKeyPairSync } from 'node:crypto'
import type { ArgsOf, CommandName } from '#shared/command.ts'
import { commands } from '#shared/command.ts'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import { mostCommands, protocolVersion } from '#shared/protocol.ts'
import { readGrant } from '#shared/api.ts'
import { sealOf } from '#shared/seal.ts'
import type { Device, Person } from '#shared/rows.ts'
import { arrive } from './arrive.ts'
import type { Exchange } from './exchange.ts'
import type { Grants } from './grants.ts'

interface Outside {
  exchange: Exchange
  grants: Grants
  now: () => number
  newId: (at?: number) => string
  zone: string
}

interface Granted {
  token: string
  id: string
  key: Uint8Array
}

/** A tablet that never was: it makes commands as a tablet does, and they are taken in as a tablet's are. */
export interface SampleTablet {
  device: Device
  /** Notes a command and gives its id, which is the order's for `order.place`. */
  record<N extends CommandName>(name: N, args: ArgsOf<N>, by: Person, at: number): string
  /** Sends all that was noted since; throws when any of it was not simply applied. */
  send(): Promise<void>
}

export function openSampleTablet(
  device: Device,
  { exchange, grants, now, newId, zone }: Outside,
): SampleTablet {
  const granted = new Map<string, Granted>()
  let noted: Envelope[] = []
  let last = { seq: 0, hash: chainStart }

  function grantOf(person: Person): Granted {
    const known = granted.get(person.id)
    if (known) return known
    const { grant: token, sealKey } = grants.issue(person, device.id)
    const id = readGrant(token)?.grant.id ?? ''
    const made = { token, id, key: Buffer.from(sealKey, 'base64') }
    granted.set(person.id, made)
    return made
  }

  return {
    device,
    record(name, args, by, at) {
      const { v } = commands[name]
      const id = newId(at)
      const seq = last.seq + 1
      const { id: grant, key } = grantOf(by)
      const who = { actor: by.id, grant }
      const clock = { at, offset: 0, uncertainty: 0, zone, base: 0 }
      const envelope = { id, device: device.id, seq, name, v, args, ...who, ...clock }
      const hash = hashOf(envelope, last.hash)
      noted.push({ ...envelope, hash, seal: sealOf(key, { ...envelope, hash }) })
      last = { seq, hash }
      return id
    },
    async send() {
      const tokens = [...granted.values()].map(({ token }) => token)
      for (let start = 0; start < noted.length; start += mostCommands) {
        const batch = noted.slice(start, start + mostCommands)
        const first = batch[0]?.seq ?? 1
        const request = { protocol: protocolVersion, device: device.id, cursor: null, first, page: 1 }
        const arrived = arrive({ ...request, commands: batch, grants: tokens }, grants, { receivedAt: now() })
        const { outcomes } = await exchange.push(device.id, arrived)
        const odd = outcomes.find(({ status }) => status !== 'applied')
        if (odd || outcomes.length !== batch.length)
          throw new Error(`the sample market does not hold: ${JSON.stringify(odd)}`)
      }
      noted = []
    },
  }
}

/** A public key whose private half is thrown away: nobody will ever speak for this tablet. */
export function nobodysKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
}
