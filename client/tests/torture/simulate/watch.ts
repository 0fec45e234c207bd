import type { Cursor, Outcome } from '#shared/protocol.ts'

/* What went over the wires, seen by someone who trusts neither side. */

export interface Asked {
  device: string
  first: number
  commands: readonly { id?: string; hash?: string }[]
}

export interface Answered {
  outcomes: readonly Outcome[]
  lastSeq: number
  cursor: Cursor
}

/** A promise that was broken: its number in the design, and what shows it. */
export interface Broken {
  invariant: number
  check: string
  what: string
}

export interface Delivered {
  device: string
  seq: number
  id: string | undefined
  hash: string | undefined
  outcome: string
}

export interface Watch {
  /** `before` and `after`: the last command the server held of this device, around the request; null where it is down. */
  answered(asked: Asked, answered: Answered, before: number, after: number | null): void
  refused(asked: Asked, before: number, after: number): void
  /** Outcomes that a tablet could have read, in this history of the server. */
  delivered(): readonly Delivered[]
  /** The server was put back: what it said since then was never said. */
  forget(): void
  broken(): readonly Broken[]
  say(invariant: number, check: string, what: string): void
}

export function openWatch(): Watch {
  let said = new Map<string, Delivered>()
  const broken: Broken[] = []
  const say: Watch['say'] = (invariant, check, what) => void broken.push({ invariant, check, what })
  return {
    answered({ device, first, commands }, { outcomes, lastSeq }, before, after) {
      const early = after === null ? undefined : outcomes.find(({ seq }) => seq > after)
      if (early)
        say(
          2,
          'an answer leaves after its commit',
          `${device} was answered ${early.seq} and ${after ?? 0} is held`,
        )
      const isGap = first > before + 1
      if (isGap && outcomes.length > 0)
        say(4, 'no gap is accepted', `${device} was answered over a gap before ${first}`)
      const isForked = outcomes.some((one) => one.status === 'quarantined' && one.code === 'seq-taken')
      if (!isGap && !isForked && outcomes.length !== commands.length)
        say(
          8,
          'each command has one outcome',
          `${device} sent ${commands.length} from ${first} and was given ${outcomes.length} outcomes`,
        )
      if (lastSeq < before)
        say(
          9,
          'nothing is taken back',
          `${device}: the last of its commands went back from ${before} to ${lastSeq}`,
        )
      outcomes.forEach((outcome, index) => {
        const seq = first + index
        const { id, hash } = commands[index] ?? {}
        const key = `${device} ${seq} ${hash ?? ''}`
        const text = JSON.stringify(outcome)
        const known = said.get(key)
        if (outcome.seq !== seq)
          say(
            8,
            'each command has one outcome',
            `${device} was told of ${outcome.seq} in the place of ${seq}`,
          )
        if (known && known.outcome !== text)
          say(
            3,
            'the same command has the same outcome',
            `${device} ${seq} (${id ?? '?'}) was ${known.outcome}, and then ${text}`,
          )
        said.set(key, { device, seq, id, hash, outcome: text })
      })
    },
    refused({ device }, before, after) {
      if (before !== after)
        say(
          9,
          'a refusal changes nothing',
          `${device} was refused, and its last command went from ${before} to ${after}`,
        )
    },
    delivered: () => [...said.values()],
    forget() {
      said = new Map()
    },
    broken: () => broken,
    say,
  }
}
