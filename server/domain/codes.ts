import { createHash } from 'node:crypto'

/** No letter or digit that is taken for another: 31 of them. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** "K7QF-9M2P": so many groups of four, drawn evenly, since a byte that is too high is thrown away. */
export function makeCode(random: (size: number) => Uint8Array, groups: number): string {
  const even = 256 - (256 % alphabet.length)
  let letters = ''
  while (letters.length < 4 * groups)
    for (const byte of random(16)) if (byte < even) letters += alphabet[byte % alphabet.length] ?? ''
  return Array.from({ length: groups }, (_, index) => letters.slice(4 * index, 4 * index + 4)).join('-')
}

/** However it was typed: small letters, spaces or nothing between the groups. */
export function hashOfCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return createHash('sha256').update(plain).digest('hex')
}
