import * as v from 'valibot'
import { type CommandName, commands, prepare } from '#shared/command.ts'
import type { Prepared } from '#shared/define.ts'
import { Envelope, hashOf } from '#shared/envelope.ts'
import { orderNumber } from '#shared/order.ts'
import { Zone } from '#shared/schema.ts'
import { sealOf } from '#shared/seal.ts'
import { readClock } from './clock.ts'
import type { Clock } from './db.ts'
import type { Outside } from './outside.ts'
import { sealKeyFor } from './sealKey.ts'
import type { Place } from './sight.ts'

export interface Tap {
  name: CommandName
  args: object
  /** The id the command is to have; where one of that id is held already, nothing is recorded again. */
  id?: string | undefined
  /** Epoch ms by the server's clock, where something is recorded that happened earlier. */
  at?: number | undefined
  /** By how much (ms) that may be off. */
  uncertainty?: number | undefined
}

const aYear = 366 * 86_400_000

/** Arguments as they come out of JSON. */
export type PlainTap = Omit<Tap, 'args'> & { args: Record<string, unknown> }

export type Tapped = ReturnType<typeof envelop>

/** The command as it goes into the journal, and how the journal ends with it. */
export function envelop(outside: Outside, tap: PlainTap, place: Place) {
  const { device, person, cursor, head, sealKey, shift = 0, turn = 0 } = place
  const clock = readClock(place.clock, outside)
  const counter = tap.name === 'order.place' ? head.counter + 1 : head.counter
  const number = orderNumber(device.letter, counter)
  const unsealed = {
    id: tap.id ?? outside.newId(),
    device: device.id,
    seq: head.seq + 1 - shift,
    name: tap.name,
    v: commands[tap.name].v,
    args: asSealed(tap.name, tap.name === 'order.place' ? { ...tap.args, number } : tap.args),
    actor: person.person,
    grant: person.id,
    ...timeOf(outside, tap, clock),
    base: cursor?.rev ?? 0,
  }
  const hash = hashOf(unsealed, head.hash)
  const command = sealedBy(sealKeyFor(person, sealKey), { ...unsealed, hash })
  const prepared = prepareTapped(command)
  return {
    ...{ command, prepared, number, clock, turn: turn + 1 },
    head: { seq: head.seq + 1, hash, counter },
  }
}

/** Without the key it is recorded all the same, and the server says so to a manager. */
function sealedBy(key: Uint8Array | null, command: Envelope): Envelope {
  return key ? { ...command, seal: sealOf(key, command) } : command
}

/** Nothing about a clock or a zone may keep anyone from selling: what an envelope cannot carry is put right here. */
function timeOf(outside: Outside, tap: Tap, { offset, uncertainty }: Clock) {
  const here = outside.zone()
  const zone = v.is(Zone, here) ? here : 'UTC'
  if (tap.at !== undefined) return { at: tap.at, offset: 0, uncertainty: tap.uncertainty ?? 0, zone }
  const now = Math.round(outside.now())
  if (Math.abs(offset) < aYear) return { at: Math.max(0, now), offset, uncertainty, zone }
  return { at: Math.max(0, now + offset), offset: 0, uncertainty, zone }
}

/** Arguments as their schema reads them: what people typed has no card numbers in it before it is sealed. */
function asSealed(name: CommandName, args: Record<string, unknown>): Record<string, unknown> {
  const schema: v.GenericSchema = commands[name].args
  const read = v.safeParse(schema, args, { abortEarly: true })
  const sealed = read.success ? v.safeParse(v.record(v.string(), v.unknown()), read.output) : read
  if (!sealed.success) throw new TypeError(`${name} cannot be recorded: bad-args`)
  return sealed.output
}

function prepareTapped(command: Envelope): Prepared {
  const readiness = v.is(Envelope, command) ? prepare(command) : { ok: false as const, code: 'malformed' }
  if (!readiness.ok) throw new TypeError(`${command.name} cannot be recorded: ${readiness.code}`)
  return readiness.prepared
}
