import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import type { Device } from '#shared/rows.ts'
import type { Database, Entry } from './db.ts'
import { startOver } from './fresh.ts'
import { takeTurn } from './turn.ts'

/**
 * Makes this tablet another device, from inside a transaction: these entries stand at the beginning of its journal,
 * sealed anew, and wait; the others stay behind as they are. What the screens show is then settled by a fresh base.
 */
export async function moveTo(db: Database, device: Device, key: CryptoKey, carried: Entry[]): Promise<void> {
  await takeTurn(db)
  const { head } = await db.read('head')
  const shift = head?.seq ?? 0
  const { entries, hash } = await reseal(db, device.id, { shift, seq: shift, hash: chainStart }, carried)
  const seq = shift + entries
  await db.keep({ device, key, shift, sent: shift, head: { seq, hash, counter: 0 } })
  await db.forget('nextKey')
  await startOver(db, seq)
}

/** Puts entries that an earlier identity left behind at the end of the journal, from inside a transaction. */
export async function append(db: Database, stranded: Entry[]): Promise<void> {
  const { device, head, shift = 0 } = await db.read('device', 'head', 'shift')
  if (!device || !head || stranded.length === 0) return
  const { entries, hash } = await reseal(db, device.id, { shift, ...head }, stranded)
  await db.keep({ head: { ...head, seq: head.seq + entries, hash } })
}

/** Seals entries anew behind `seq`; gives how many, and the last hash. */
async function reseal(
  db: Database,
  device: string,
  { shift, seq, hash: previous }: { shift: number; seq: number; hash: string },
  carried: Entry[],
): Promise<{ entries: number; hash: string }> {
  const entries: Entry[] = []
  let hash = previous
  for (const entry of [...carried].sort((a, b) => a.seq - b.seq)) {
    const place = seq + entries.length + 1
    const { outcome: _outcome, answeredAt: _at, ...rest } = entry
    const command = sealed(entry.command, device, place - shift, hash)
    hash = command.hash
    entries.push({ ...rest, seq: place, command, state: 'waiting' })
  }
  await db.entries.bulkDelete(carried.map((entry) => entry.seq))
  await db.entries.bulkPut(entries)
  return { entries: entries.length, hash }
}

/** An entry that has come to harm travels as it is, and is set aside as it would have been before. */
function sealed(command: Envelope, device: string, seq: number, previous: string): Envelope {
  try {
    // The seal is their actor's, who may not be here: it is over the hash that the command had when it was made.
    const former = command.seal === undefined ? {} : { former: command.former ?? command.hash }
    const unsealed = { ...command, ...former, device, seq }
    return { ...unsealed, hash: hashOf(unsealed, previous) }
  } catch {
    return command
  }
}
