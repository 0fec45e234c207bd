import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { openLooking } from '../domain/wholeJournal.ts'
import { openAudit } from '../store/audit.ts'

/* Looks at the runs of commands that it is told of, one after the other, and says what it found in each. */

const Given = v.object({ path: v.string(), key: v.instance(Uint8Array) })
const Run = v.object({ device: v.string(), after: v.number(), last: v.number() })

const { path, key } = v.parse(Given, workerData)
const audit = openAudit(path)
if (!audit) throw new Error('it was another version a moment ago')
const look = openLooking(audit, key)
parentPort?.on('message', (run: unknown) => parentPort?.postMessage(look(v.parse(Run, run))))
