import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { chainStart } from '#shared/envelope.ts'
import { sealBytes } from '#shared/seal.ts'
import type { Journal, SealedStore } from '../store/sealed.ts'
import type { Store } from '../store/store.ts'
import { endText, modulus, type Notary, openNotary, weightOf, wholeIn, wholeText } from './notary.ts'
import { openSeals } from './seals.ts'
import { type Fault, type Looked, type Proofs, verify } from './verifying.ts'

/** A run of one device's commands: those behind `after`, up to `last`. */
export interface Run {
  device: string
  after: number
  last: number
}

const inOneRun = 2_000

/** All journals in runs, the first device's first. */
export function runsOf(journals: readonly Journal[]): Run[] {
  return journals.flatMap(({ device, last }) =>
    Array.from({ length: Math.ceil(last / inOneRun) }, (_, index) => ({
      device,
      after: index * inOneRun,
      last: Math.min(last, (index + 1) * inOneRun),
    })),
  )
}

type Read = Pick<Store, 'sealed'> & { deviceKeys: Pick<Store['deviceKeys'], 'formerlyOf'> }

/** Looks at runs of this database's commands. */
export function openLooking({ sealed, deviceKeys }: Read, key: Uint8Array): (run: Run) => Looked {
  const formerly = new Map<string, string[]>()
  const seals = openSeals(key)
  const keys = new Map<string, KeyObject>()
  const proofs: Proofs = {
    notary: openNotary(key),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    seal(device, person, text) {
      const name = `${device} ${person}`
      const sealKey = keys.get(name) ?? createSecretKey(seals.keyOf(device, person))
      keys.set(name, sealKey)
      return createHmac('sha256', sealKey)
        .update(text)
        .digest('hex')
        .slice(0, 2 * sealBytes)
    },
    formerlyOf(device) {
      const known = formerly.get(device) ?? deviceKeys.formerlyOf(device)
      formerly.set(device, known)
      return known
    },
    order: (id) => sealed.order(id),
  }
  return ({ device, after, last }) => {
    const before = sealed.lastUpTo(device, after) ?? { seq: 0, hash: chainStart }
    const rows = sealed.part(device, after, last - after).filter(({ seq }) => seq <= last)
    return verify(rows, before, proofs)
  }
}

/** Whether journals go as far as was sealed, each of them and all together: what nobody sees who looks at commands. */
export function endFaults(
  { sealed, meta }: { sealed: SealedStore; meta: Pick<Store['meta'], 'get'> },
  notary: Notary,
): Fault[] {
  const ends = sealed.ends()
  const lasts = new Map(sealed.journals().map(({ device, last }) => [device, last]))
  const faults: Fault[] = []
  const say = (device: string, seq: number, what: string) => faults.push({ device, seq, number: '', what })
  for (const { device, seq, seal } of ends) {
    const last = lasts.get(device) ?? 0
    if (last < seq)
      say(
        device,
        last + 1,
        seq - last === 1 ? 'the last command is missing' : `the last ${seq - last} commands are missing`,
      )
    else if (last > seq) say(device, seq + 1, 'it was put behind the end of the journal')
    else if (notary.read(endText(device, seq), seal) === 'wrong')
      say(device, seq, 'the end of the journal was changed')
    lasts.delete(device)
  }
  for (const [device, last] of lasts) say(device, last, 'the end of the journal is not sealed')
  const whole = wholeIn(meta)
  const sum = ends.reduce((all, { seal }) => all + weightOf(seal), 0n) % modulus
  const found = whole ? notary.read(wholeText(whole.sum), whole.seal) : 'missing'
  const isSame = whole !== null && whole.sum === sum
  if (found === 'missing' || found === 'wrong' || !isSame)
    if (faults.length === 0) say('', 0, 'a whole journal is missing, or how far they all go was changed')
  return faults
}
