import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { pictureType } from '#shared/picture.ts'
import type { Api } from './api.ts'
import { fromBase64 } from './base64.ts'
import type { Database } from './db.ts'

/*
 * A product names its picture by the hash of its bytes. The bytes lie in a table of their own: those made here until the
 * server has them and after, those of others from when they were first seen. They never change, so that a picture once
 * here is right for ever.
 */

/** Keeps a picture that was made here; it is sent once there is a network. Null where it is none, or too large. */
export async function keepPicture(
  db: Database,
  bytes: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<string | null> {
  if (pictureType(bytes) === null) return null
  const hash = bytesToHex(sha256(bytes))
  await db.picture.put({ hash, bytes, isSent: 0, keptAt: now })
  return hash
}

/** The bytes of a picture, from here or else from the server; null while neither can be had. */
export async function pictureOf(
  db: Database,
  api: Pick<Api, 'picture'>,
  ticket: string | null,
  hash: string,
  now: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const held = await db.picture.get(hash)
  if (held) return held.bytes
  if (ticket === null) return null
  const answer = await api.picture(hash, ticket)
  const bytes = answer.ok ? fromBase64(answer.value.data) : null
  // What storage or a proxy spoiled is not kept: its name would never be its own again.
  if (!bytes || pictureType(bytes) === null || bytesToHex(sha256(bytes)) !== hash) return null
  await db.picture.put({ hash, bytes, isSent: 1, keptAt: now })
  return bytes
}

/** Sends what was made here and the server does not have. One that is refused for good is not sent again. */
export async function sendPictures(
  db: Database,
  api: Pick<Api, 'sendPicture'>,
  ticket: string,
): Promise<void> {
  for (const { hash, bytes } of await db.picture.where('isSent').equals(0).toArray()) {
    const answer = await api.sendPicture(bytes, ticket)
    const isOver = answer.ok || answer.code === 'bad-request' || answer.code === 'too-large'
    if (!isOver) return
    await db.picture.update(hash, { isSent: 1 })
  }
}

const aMonth = 30 * 86_400_000

/**
 * Lets go of pictures that came here a month ago and that no product shows any more. Until then one may be in a form that
 * somebody has not saved yet; what the server does not have stays in any case. Says how many went.
 */
export async function clearPictures(db: Database, now: number): Promise<number> {
  const old: string[] = []
  await db.picture
    .where('isSent')
    .equals(1)
    .each(({ hash, keptAt = 0 }) => {
      if (keptAt < now - aMonth) old.push(hash)
    })
  if (old.length === 0) return 0
  const shown = new Set<string>()
  await db.product.each(({ picture = '' }) => {
    shown.add(picture)
  })
  const gone = old.filter((hash) => !shown.has(hash))
  await db.picture.bulkDelete(gone)
  return gone.length
}
