import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const [width, height] = [640, 480]
const [moduleWidth, left] = [4, 130]

/** A film for a camera that sees one barcode after the other (EAN-13), each for so many seconds: a file in Y4M. */
export function filmOf(...scenes: [code: string, seconds: number][]): string {
  const folder = mkdtempSync(join(tmpdir(), 'awning-film-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const frames = scenes.flatMap(([code, seconds]) => Array<Buffer>(seconds).fill(frameOf(code)))
  const parts = frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame])
  const file = join(folder, 'film.y4m')
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F1:1 Ip A1:1 C420jpeg\n`), ...parts]),
  )
  return file
}

/** Black stripes on white paper: a plane of brightness, and two of no colour. */
function frameOf(code: string): Buffer {
  const row = Buffer.alloc(width, 235)
  for (const [index, bar] of [...stripesOf(code)].entries())
    if (bar === '1') row.fill(16, left + index * moduleWidth, left + (index + 1) * moduleWidth)
  const paper = Buffer.alloc(width, 235)
  const rows = Array.from({ length: height }, (_, y) => (y > 120 && y < 360 ? row : paper))
  return Buffer.concat([...rows, Buffer.alloc((width * height) / 2, 128)])
}

const odd = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011'.split(' ')
const sets = 'LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL'.split(' ')

/** GS1 General Specifications, 5.2.1: the first digit says in which of two sets the next six are drawn. */
function stripesOf(code: string): string {
  const [first = 0, ...digits] = [...code].map(Number)
  const set = sets[first] ?? ''
  const drawn = digits.map((digit, index) => {
    const stripes = odd[digit] ?? ''
    if (index >= 6) return inverse(stripes)
    return set[index] === 'L' ? stripes : [...inverse(stripes)].reverse().join('')
  })
  return `101${drawn.slice(0, 6).join('')}01010${drawn.slice(6).join('')}101`
}

function inverse(stripes: string): string {
  return [...stripes].map((stripe) => (stripe === '1' ? '0' : '1')).join('')
}
