import { type Reach, sealInfo, sealText } from '#shared/contact.ts'

const curve = { name: 'ECDH', namedCurve: 'P-256' }

/**
 * Seals how to reach a customer to the server's public key (SPKI, base64), as `shared/contact.ts` describes it. The key
 * it is sealed with is forgotten at once: from here on only the server can read it.
 */
export async function seal(subtle: SubtleCrypto, contactKey: string, reach: Reach): Promise<string> {
  const theirs = bytesOf(contactKey)
  const publicKey = await subtle.importKey('spki', theirs, curve, false, [])
  const mine = await subtle.generateKey(curve, false, ['deriveBits'])
  const ours = new Uint8Array(await subtle.exportKey('spki', mine.publicKey))
  const secret = await subtle.deriveBits({ name: 'ECDH', public: publicKey }, mine.privateKey, 256)
  const info = joined(new TextEncoder().encode(sealInfo), ours, theirs)
  const source = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const bits = new Uint8Array(await subtle.deriveBits(hkdf, source, 44 * 8))
  const key = await subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, ['encrypt'])
  const text = new TextEncoder().encode(sealText(reach))
  const body = await subtle.encrypt({ name: 'AES-GCM', iv: bits.slice(32) }, key, text)
  return `1.${base64url(ours)}.${base64url(new Uint8Array(body))}`
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
