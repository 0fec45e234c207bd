import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that a browser keeps, file by file. */
export function bytesIn(folder: string): Buffer[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const about = statSync(path, { throwIfNoEntry: false })
    if (!about) return []
    return about.isDirectory() ? bytesIn(path) : about.isFile() ? [readFileSync(path)] : []
  })
}

/** Every way in which a text of plain letters and digits could lie there, each under its name. */
export function shapesOf(text: string): Map<string, Buffer> {
  const plain = Buffer.from(text)
  const wide = Buffer.from(text, 'utf16le')
  const wideBack = Buffer.from(wide).swap16()
  const shapes = new Map<string, Buffer>([
    ['UTF-8', plain],
    ['UTF-8, capitals', Buffer.from(text.toUpperCase())],
    ['UTF-16LE', wide],
    ['UTF-16BE', wideBack],
    ['hex', Buffer.from(plain.toString('hex'))],
    ['hex, capitals', Buffer.from(plain.toString('hex').toUpperCase())],
    ['URL', Buffer.from(eachOf(plain, (hex) => `%${hex}`))],
    ['URL, capitals', Buffer.from(eachOf(plain, (hex) => `%${hex.toUpperCase()}`))],
    ['JSON', Buffer.from(eachOf(plain, (hex) => `\\u00${hex}`))],
    ['JSON, capitals', Buffer.from(eachOf(plain, (hex) => `\\u00${hex.toUpperCase()}`))],
    ['backwards', Buffer.from(plain).reverse()],
    ['UTF-16 backwards', Buffer.from(wide).reverse()],
  ])
  for (const [name, bytes] of [
    ['base64', plain],
    ['base64 of UTF-16LE', wide],
  ] as const)
    for (const before of [0, 1, 2]) shapes.set(`${name} at ${before}`, inBase64(bytes, before))
  return shapes
}

/** Its middle as it reads where so many bytes stand before it: the signs at both ends take part of their neighbours. */
function inBase64(bytes: Buffer, before: number): Buffer {
  const all = Buffer.concat([Buffer.alloc(before), bytes])
  const whole = all.subarray(0, all.length - (all.length % 3)).toString('base64')
  return Buffer.from(whole.slice(before === 0 ? 0 : before + 1))
}

function eachOf(bytes: Buffer, shown: (hex: string) => string): string {
  return [...bytes].map((byte) => shown(byte.toString(16).padStart(2, '0'))).join('')
}
