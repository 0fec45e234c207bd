import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/*
 * WebCrypto answers from other threads, whenever they are done; here its keys are made and used at once, so that the
 * same seed gives the same trace. The signatures are real, and the server checks them.
 */

interface Key {
  pkcs8: string
  spki: string
}

/** Read once, since a tablet says who it is each time that the server was restarted. */
const read = new Map<string, KeyObject>()

function readKey(pkcs8: string): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' })
  read.set(pkcs8, key)
  return key
}

export const keysAtOnce = {
  async generateKey() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key: Key = {
      pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }
    return { privateKey: key, publicKey: key }
  },
  async exportKey(_format: string, { spki }: Key) {
    return Uint8Array.from(Buffer.from(spki, 'base64')).buffer
  },
  async sign(_rule: unknown, { pkcs8 }: Key, text: Uint8Array) {
    const key = read.get(pkcs8) ?? readKey(pkcs8)
    return Uint8Array.from(sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' })).buffer
  },
} as unknown as SubtleCrypto
