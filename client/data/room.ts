/*
 * A tablet that runs full must not lose the tap that filled it. A file of a megabyte is kept for nothing but that: it
 * is given up first, the tap is made again in the room it leaves, and it is laid down anew once there is room.
 */

export interface Ballast {
  /** Lays the file down where it is not there yet. */
  keep(): Promise<void>
  /** Tells whether there was one to give up. */
  giveUp(): Promise<boolean>
}

const size = 1_048_576
const name = 'awning-ballast'

/** Makes a write that failed for want of room once more, where there is ballast to give up for it. */
export async function withRoom<T>(ballast: Ballast | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isOutOfRoom(error) || !(await ballast?.giveUp())) throw error
    return write()
  }
}

/** Dexie wraps what the browser says in an error of its own, sometimes more than once. */
export function isOutOfRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'QuotaExceededError') return true
  return isOutOfRoom('inner' in error ? error.inner : error.cause)
}

/** In the origin's private files; a browser without them has no ballast, and sells all the same. */
export function openBallast(storage: () => Pick<StorageManager, 'getDirectory'>): Ballast {
  const directory = async () => storage().getDirectory()
  return {
    async keep() {
      try {
        const file = await (await directory()).getFileHandle(name, { create: true })
        if ((await file.getFile()).size >= size) return
        const stream = await file.createWritable()
        // Noise, since a browser may store zeros in no room at all.
        for (let part = 0; part < size; part += 65_536)
          await stream.write(crypto.getRandomValues(new Uint8Array(65_536)))
        await stream.close()
      } catch {
        return
      }
    },
    async giveUp() {
      try {
        await (await directory()).removeEntry(name)
        return true
      } catch {
        return false
      }
    },
  }
}
