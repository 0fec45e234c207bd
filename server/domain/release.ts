import type { ReleaseAnswer } from '#shared/tablets.ts'
import { type Doer, noteAct } from './acts.ts'
import { type Place, retakeOne } from './retake.ts'

const code = 'after-revocation' as const

/**
 * Takes in what a tablet did after it was shut out, because a manager says so: facts stay flagged, and wishes are judged by
 * today's roles. What cannot be worked out stays aside. Null where there is no such tablet.
 */
export function release(place: Place, at: number, doer: Doer, device: string): ReleaseAnswer | null {
  const { store } = place
  const tablet = store.rows.one('device', device)
  if (!tablet) return null
  const aside = store.journal.aside(device, code)
  // Whoever releases it stands for what a manager had allowed on the tablet.
  const how = { isApproved: true, seen: [code] }
  const taken = aside.filter((held) => retakeOne(place, held, at, how)).length
  const left = aside.length - taken
  store.write(() =>
    noteAct(store, doer, {
      ...{ at, name: 'device.release', subjectId: device, subject: `${tablet.letter} · ${tablet.name}` },
      ...{ before: { aside: aside.length }, after: { aside: left } },
    }),
  )
  return { taken, left }
}
