import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'

const ticketLife = 12 * 3_600_000
const challengeLife = 5 * 60_000

/** What a device shows after it has proved itself. Stateless; a restart of the server makes devices prove themselves anew. */
export interface Tickets {
  makeTicket(device: string): string
  readTicket(token: string): string | null
  makeChallenge(device: string): string
  isFresh(challenge: string, device: string): boolean
}

export function openTickets(now: () => number, random: (size: number) => Uint8Array): Tickets {
  const key = random(32)

  function seal(kind: string, device: string, until: number): string {
    const mac = createHmac('sha256', key).update(`${kind}\n${device}\n${until}`).digest('base64url')
    return `${device}.${until.toString(36)}.${mac}`
  }

  function open(kind: string, token: string): string | null {
    const [, device, until] = /^([0-9a-f-]{36})\.([0-9a-z]{1,10})\.[\w-]{43}$/.exec(token) ?? []
    if (device === undefined || until === undefined) return null
    const ends = Number.parseInt(until, 36)
    return isSame(token, seal(kind, device, ends)) && now() < ends ? device : null
  }

  return {
    makeTicket: (device) => seal('ticket', device, now() + ticketLife),
    readTicket: (token) => open('ticket', token),
    makeChallenge: (device) => seal('challenge', device, now() + challengeLife),
    isFresh: (challenge, device) => open('challenge', challenge) === device,
  }
}

/** `publicKey`: SPKI in base64; `signature`: r and s side by side (IEEE P1363) in base64, as WebCrypto gives it. */
export function verifyProof(publicKey: string, text: string, signature: string): boolean {
  const key = readPublicKey(publicKey)
  const signed = Buffer.from(signature, 'base64')
  if (!key || signed.length !== 64) return false
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signed)
}

/** The key, when it is one of P-256 as SPKI in base64. */
export function readPublicKey(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null
  } catch {
    return null
  }
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
