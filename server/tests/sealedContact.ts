import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto'
import { type Reach, sealInfo, sealText } from '#shared/contact.ts'
import type { Contact } from '#shared/order.ts'

/** Seals as a tablet does: `shared/contact.ts` says how. */
export function sealedContact(publicKey: string, reach: Reach): Contact {
  const theirs = Buffer.from(publicKey, 'base64')
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ours = pair.publicKey.export({ format: 'der', type: 'spki' })
  const secret = diffieHellman({
    privateKey: pair.privateKey,
    publicKey: createPublicKey({ key: theirs, format: 'der', type: 'spki' }),
  })
  const info = Buffer.concat([Buffer.from(sealInfo), ours, theirs])
  const bits = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 44))
  const cipher = createCipheriv('aes-256-gcm', bits.subarray(0, 32), bits.subarray(32))
  const body = Buffer.concat([cipher.update(sealText(reach), 'utf8'), cipher.final(), cipher.getAuthTag()])
  const sealed = `1.${ours.toString('base64url')}.${body.toString('base64url')}`
  return { sealed, email: reach.email !== undefined, phone: reach.phone !== undefined }
}
