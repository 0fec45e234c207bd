import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/** Keeps texts so that the database alone does not tell them: the key lies outside it. */
export interface Secrets {
  seal(text: string): string
  /** Null where it was sealed with another key, or spoiled. */
  open(sealed: string): string | null
}

/** AES-256-GCM; "s1." and base64url of nonce (12 bytes), text and tag (16). */
export function openSecrets(key: Uint8Array, random: (size: number) => Uint8Array): Secrets {
  const secret = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'awning secrets 1', 32))
  return {
    seal(text) {
      const nonce = random(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return `s1.${Buffer.concat(parts).toString('base64url')}`
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.replace(/^s1\./, ''), 'base64url')
      if (!sealed.startsWith('s1.') || bytes.length < 28) return null
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
