import {
  createDecipheriv,
  createECDH,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { Reach, sealed, sealInfo } from '#shared/contact.ts'
import * as v from 'valibot'
import type { Store } from '../store/store.ts'

/** Customers' e-mail addresses and phone numbers: tablets seal them to this server's key, and only it can read them. */
export interface Contacts {
  /** The key that tablets seal to: P-256, SPKI in base64. */
  publicKey: string
  /** What was sealed; null where it was not sealed to this server, or not by our rules. */
  open(text: string): Reach | null
}

const Json = v.pipe(v.string(), v.parseJson(), Reach)

export function openContacts(
  store: Pick<Store, 'meta'>,
  { random }: { random: (size: number) => Uint8Array },
): Contacts {
  const secret = store.meta.getOrMake('contact-key', () => Buffer.from(random(32)).toString('base64url'))
  const privateKey = privateKeyOf(secret)
  const ours = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    publicKey: ours.toString('base64'),
    open(text) {
      return text.split(' ').reduce<Reach | null>((all, piece) => {
        const opened = openPiece(privateKey, ours, piece)
        return all && opened ? { ...all, ...opened } : null
      }, {})
    },
  }
}

function privateKeyOf(d: string): KeyObject {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(d, 'base64url'))
  const point = pair.getPublicKey()
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33).toString('base64url')
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d, x, y }, format: 'jwk' })
}

/** Tells the tablets which key to seal to, where the business does not name this server's yet. */
export function publishContactKey(store: Store, contacts: Contacts, now: number): void {
  const business = store.rows.one('business', 'business')
  if (!business || business.contactKey === contacts.publicKey) return
  const contactKey = contacts.publicKey
  store.revise(now, (rev) => store.rows.put('business', { ...business, contactKey }, rev))
}

function openPiece(privateKey: KeyObject, ours: Buffer, piece: string): Reach | null {
  const [, key, body] = sealed.exec(piece) ?? []
  if (key === undefined || body === undefined) return null
  try {
    return v.parse(
      Json,
      decipher(privateKey, ours, Buffer.from(key, 'base64url'), Buffer.from(body, 'base64url')),
    )
  } catch {
    return null
  }
}

function decipher(privateKey: KeyObject, ours: Buffer, theirs: Buffer, body: Buffer): string {
  const publicKey = createPublicKey({ key: theirs, format: 'der', type: 'spki' })
  const secret = diffieHellman({ privateKey, publicKey })
  const info = Buffer.concat([Buffer.from(sealInfo), theirs, ours])
  const bits = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 44))
  const opening = createDecipheriv('aes-256-gcm', bits.subarray(0, 32), bits.subarray(32))
  opening.setAuthTag(body.subarray(-16))
  return Buffer.concat([opening.update(body.subarray(0, -16)), opening.final()]).toString('utf8')
}
