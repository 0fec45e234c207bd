import type { Operation } from './recording.ts'

const sector = 512

/** What a power cut does to writes that were not yet synced. */
export type Cut =
  /** Nothing of them reached the disk. */
  | 'drops-all'
  /** All of them did. */
  | 'keeps-all'
  /** They reached it in order, up to some point, and the last one only in part. */
  | 'stops-short'
  /** Whole writes reached it in whatever order, so that later ones may be there without earlier ones. */
  | 'reorders'
  /** The same, sector by sector. */
  | 'tears'
export const cuts: readonly Cut[] = ['drops-all', 'keeps-all', 'stops-short', 'reorders', 'tears']

type Pending =
  | { kind: 'create' }
  | { kind: 'unlink' }
  | { kind: 'write'; from: number; bytes: Buffer }
  /** Another file has taken its name. */
  | { kind: 'become'; bytes: Buffer }
  | { kind: 'size'; size: number }

interface File {
  /** What no power cut takes away; null where there is no such file. */
  synced: Buffer | null
  pending: Pending[]
}

/** A disk as the operating system may promise it at worst: what was not synced is there, or not, or in parts. */
export class Disk {
  readonly #files = new Map<string, File>()

  /** Files that were there before, whole. */
  constructor(files: ReadonlyMap<string, Buffer> = new Map()) {
    for (const [name, synced] of files) this.#files.set(name, { synced, pending: [] })
  }

  apply(operation: Operation): void {
    if (operation.kind === 'mark') return
    if (operation.kind === 'sync-folder') return this.#syncFolder()
    const file = this.#file(operation.file)
    if (operation.kind === 'rename') {
      const bytes = carriedOut(file.synced, file.pending) ?? Buffer.alloc(0)
      this.#file(operation.to).pending.push({ kind: 'become', bytes })
      return void file.pending.push({ kind: 'unlink' })
    }
    if (operation.kind !== 'sync') return void file.pending.push(operation)
    file.synced = carriedOut(file.synced, file.pending)
    file.pending = []
  }

  /** The files as they may lie there once the power is back. */
  image(cut: Cut, roll: () => number): Map<string, Buffer> {
    const found = new Map<string, Buffer>()
    for (const [name, file] of this.#files) {
      const bytes = carriedOut(file.synced, survivors(file.pending, cut, roll))
      if (bytes) found.set(name, bytes)
    }
    return found
  }

  /** Names are safe from then on; what lies in the files is not. */
  #syncFolder(): void {
    for (const file of this.#files.values()) {
      const become = file.pending.findLastIndex(({ kind }) => kind === 'become')
      const other = file.pending[become]
      if (other?.kind === 'become')
        [file.synced, file.pending] = [other.bytes, file.pending.slice(become + 1)]
      const gone = file.pending.findLastIndex(({ kind }) => kind === 'unlink')
      if (gone >= 0) [file.synced, file.pending] = [null, file.pending.slice(gone + 1)]
      if (file.pending.some(({ kind }) => kind === 'create')) file.synced ??= Buffer.alloc(0)
      file.pending = file.pending.filter(({ kind }) => kind !== 'create')
    }
  }

  #file(name: string): File {
    const known = this.#files.get(name)
    if (known) return known
    const fresh = { synced: null, pending: [] }
    this.#files.set(name, fresh)
    return fresh
  }
}

function survivors(pending: readonly Pending[], cut: Cut, roll: () => number): Pending[] {
  if (cut === 'drops-all') return []
  if (cut === 'keeps-all') return [...pending]
  if (cut === 'stops-short') {
    const end = Math.floor(roll() * (pending.length + 1))
    const last = pending[end]
    const part = last?.kind === 'write' ? [firstSectors(last, roll)] : []
    return [...pending.slice(0, end), ...part]
  }
  const chance = roll()
  const kept = () => roll() < chance
  if (cut === 'reorders') return pending.filter(kept)
  return pending.flatMap((one): Pending[] => (one.kind === 'write' ? sectorsOf(one) : [one])).filter(kept)
}

type Write = Extract<Pending, { kind: 'write' }>

function firstSectors({ kind, from, bytes }: Write, roll: () => number): Write {
  const end = Math.floor((from + roll() * bytes.length) / sector) * sector
  return { kind, from, bytes: bytes.subarray(0, Math.max(0, end - from)) }
}

function sectorsOf({ kind, from, bytes }: Write): Write[] {
  const parts: Write[] = []
  for (let place = from; place < from + bytes.length;) {
    const to = Math.min(from + bytes.length, (Math.floor(place / sector) + 1) * sector)
    parts.push({ kind, from: place, bytes: bytes.subarray(place - from, to - from) })
    place = to
  }
  return parts
}

function carriedOut(synced: Buffer | null, pending: readonly Pending[]): Buffer | null {
  let size = synced?.length ?? 0
  let exists = synced !== null
  let most = size
  for (const one of pending) {
    if (one.kind === 'write') most = Math.max(most, one.from + one.bytes.length)
    if (one.kind === 'become') most = Math.max(most, one.bytes.length)
    if (one.kind === 'size') most = Math.max(most, one.size)
  }
  const bytes = Buffer.alloc(most)
  synced?.copy(bytes)
  for (const one of pending) {
    if (one.kind === 'create') exists = true
    else if (one.kind === 'unlink') {
      exists = false
      bytes.fill(0)
      size = 0
    } else if (one.kind === 'become') {
      exists = true
      bytes.fill(0)
      size = one.bytes.copy(bytes)
    } else if (one.kind === 'size') {
      bytes.fill(0, Math.min(size, one.size), size)
      size = one.size
    } else if (exists && one.bytes.length > 0) {
      one.bytes.copy(bytes, one.from)
      size = Math.max(size, one.from + one.bytes.length)
    }
  }
  return exists ? bytes.subarray(0, size) : null
}
