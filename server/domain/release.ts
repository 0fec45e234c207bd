import { prepare } from '#shared/command.ts'
import { Envelope } from '#shared/envelope.ts'
import type { ReleaseAnswer } from '#shared/tablets.ts'
import * as v from 'valibot'
import { isInfrastructure } from '../store/failures.ts'
import type { Store } from '../store/store.ts'
import { type Doer, noteAct } from './acts.ts'
import { Group } from './group.ts'
import type { Notary } from './notary.ts'
import { inTime } from './suspect.ts'

const Raw = v.pipe(v.string(), v.parseJson(), Envelope)
const code = 'after-revocation'

interface Place {
  store: Store
  notary: Notary | null
}

/**
 * Takes in what a tablet did after it was shut out, because a manager says so: facts stay flagged, and wishes are judged by
 * today's roles. What cannot be worked out stays aside. Null where there is no such tablet.
 */
export function release(
  { store, notary }: Place,
  at: number,
  doer: Doer,
  device: string,
): ReleaseAnswer | null {
  const tablet = store.rows.one('device', device)
  if (!tablet) return null
  const aside = store.journal.aside(device, code)
  const taken = aside.filter(({ raw, receivedAt }) =>
    releaseOne({ store, notary }, raw, receivedAt, at),
  ).length
  const left = aside.length - taken
  store.write(() =>
    noteAct(store, doer, {
      ...{ at, name: 'device.release', subjectId: device, subject: `${tablet.letter} · ${tablet.name}` },
      ...{ before: { aside: aside.length }, after: { aside: left } },
    }),
  )
  return { taken, left }
}

function releaseOne({ store, notary }: Place, raw: string, receivedAt: number, at: number): boolean {
  const envelope = v.safeParse(Raw, raw)
  const readiness = envelope.success ? prepare(inTime(envelope.output, receivedAt)) : null
  if (!envelope.success || !readiness?.ok) return false
  const { prepared } = readiness
  try {
    return store.write(() => {
      const group = new Group(store, at, false, notary)
      group.prepare([prepared])
      // Whoever releases it stands for what a manager had allowed on the tablet.
      const isTaken = group.retake(envelope.output, prepared, { isApproved: true, seen: [code] })
      group.save()
      return isTaken
    })
  } catch (error) {
    if (isInfrastructure(error)) throw error
    return false
  }
}
