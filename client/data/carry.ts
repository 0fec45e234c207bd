import { JournalFile } from '#shared/api.ts'
import * as v from 'valibot'
import type { Api, Refusal } from './api.ts'

const most = 100
const mostBytes = 256 * 1_024
const mostGrants = 50

const File = v.pipe(v.string(), v.parseJson(), JournalFile)
const Placed = v.object({ seq: v.number(), grant: v.string() })

export type Carried =
  | { ok: true; letter: string; taken: number; aside: number }
  | { ok: false; code: 'not-a-journal' | Refusal['code']; sentence: string }

/**
 * Sends what another tablet exported, from this one. Sending a file again, or after its tablet has sent the same, adds
 * nothing: each command has its own place in that tablet's journal.
 */
export async function carry(api: Pick<Api, 'carry'>, text: string): Promise<Carried> {
  const file = v.safeParse(File, text)
  if (!file.success)
    return {
      ok: false,
      code: 'not-a-journal',
      sentence: 'This is not a file of orders that Awning has exported.',
    }
  const { device, commands, grants } = file.output
  let [taken, aside] = [0, 0]
  for (const { first, part } of partsOf(commands)) {
    const named = new Set(part.flatMap((command) => readPlace(command)?.grant ?? []))
    const tokens = grants.filter((token) => [...named].some((id) => token.includes(id)))
    const answer = await api.carry({ device: device.id, first, commands: part, grants: tokens })
    if (!answer.ok) return answer
    taken += answer.value.taken
    aside += answer.value.aside
  }
  return { ok: true, letter: device.letter, taken, aside }
}

/** Runs of commands that follow one another, each small enough for a request. One that is spoiled stays in its run. */
function partsOf(commands: readonly unknown[]): { first: number; part: unknown[] }[] {
  const parts: { first: number; part: unknown[]; bytes: number; grants: Set<string> }[] = []
  for (const command of commands) {
    const place = readPlace(command)
    const last = parts.at(-1)
    const bytes = new TextEncoder().encode(JSON.stringify(command)).length
    const isNext = last && (!place || place.seq === last.first + last.part.length)
    if (
      isNext &&
      last.part.length < most &&
      last.bytes + bytes < mostBytes &&
      last.grants.size < mostGrants
    ) {
      last.part.push(command)
      last.bytes += bytes
      if (place) last.grants.add(place.grant)
    } else {
      const first = place?.seq ?? (last ? last.first + last.part.length : 1)
      parts.push({ first, part: [command], bytes, grants: new Set(place ? [place.grant] : []) })
    }
  }
  return parts
}

function readPlace(command: unknown): v.InferOutput<typeof Placed> | null {
  const found = v.safeParse(Placed, command)
  return found.success ? found.output : null
}
