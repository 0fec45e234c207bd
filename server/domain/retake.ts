import { prepare } from '#shared/command.ts'
import { Envelope } from '#shared/envelope.ts'
import * as v from 'valibot'
import { isInfrastructure } from '../store/failures.ts'
import type { Store } from '../store/store.ts'
import { Group } from './group.ts'
import type { Notary } from './notary.ts'
import { inTime } from './suspect.ts'

const Raw = v.pipe(v.string(), v.parseJson(), Envelope)

export interface Place {
  store: Store
  notary: Notary | null
}

/**
 * Takes in what came from a newer app than the server was, now that the server may know it. Its outcome changes this
 * once; the device asks for it again when it next says hello, which it does after every start of the server.
 */
export function retake(store: Store, at: number, notary: Notary | null): number {
  return store.journal.unknown().filter((held) => retakeOne({ store, notary }, held, at)).length
}

/** How it is taken in: whether what a manager allowed counts, and what is flagged about it. */
type How = NonNullable<Parameters<Group['retake']>[2]>

/** Takes in one command that was set aside. False where it cannot be worked out: then it stays there. */
export function retakeOne(
  { store, notary }: Place,
  { raw, receivedAt }: { raw: string; receivedAt: number },
  at: number,
  how?: How,
): boolean {
  const envelope = v.safeParse(Raw, raw)
  const readiness = envelope.success ? prepare(inTime(envelope.output, receivedAt)) : null
  if (!envelope.success || !readiness?.ok) return false
  const { prepared } = readiness
  try {
    return store.write(() => {
      const group = new Group(store, at, false, notary)
      group.prepare([prepared])
      const isTaken = group.retake(envelope.output, prepared, how)
      group.save()
      return isTaken
    })
  } catch (error) {
    if (isInfrastructure(error)) throw error
    return false
  }
}
