const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** How many columns of a fixed-width font a text takes: Chinese, Japanese, Korean and emoji take two a sign. */
export function columnsOf(text: string): number {
  return signsOf(text).reduce((sum, sign) => sum + columnsOfSign(sign), 0)
}

/** A text broken into lines of at most `width` columns, between words where it can be. No text is one empty line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  // A no-break space stays one: "20 %" is not torn apart, nor "1 234,50 €".
  for (const word of text.split(/[^\S\u00a0\u202f]+/)) {
    const last = lines.at(-1)
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(...pieces(word, width))
  }
  return lines
}

/** A label with its value at the far end; a label too long for one line goes over several, the value ends the last. */
export function between(label: string, value: string, width: number): string[] {
  const room = width - columnsOf(value) - 1
  if (room < Math.min(8, columnsOf(label))) return [...wrapped(label, width), ...flushRight(value, width)]
  const lines = wrapped(label, room)
  const last = lines.pop() ?? ''
  return [...lines, isolated(last) + ' '.repeat(width - columnsOf(last) - columnsOf(value)) + value]
}

export function centred(text: string, width: number): string[] {
  return wrapped(text, width).map((line) => ' '.repeat(Math.floor((width - columnsOf(line)) / 2)) + line)
}

export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line)
}

function flushRight(value: string, width: number): string[] {
  return wrapped(value, width).map((line) => ' '.repeat(width - columnsOf(line)) + line)
}

/** Arabic and Hebrew run the other way; marked off, they leave the amount behind them where it is. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}

function pieces(word: string, width: number): string[] {
  const lines = ['']
  for (const sign of signsOf(word)) {
    const last = lines.at(-1) ?? ''
    if (columnsOf(last) + columnsOfSign(sign) <= width) lines[lines.length - 1] = last + sign
    else lines.push(sign)
  }
  return lines
}

function signsOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

function columnsOfSign(sign: string): number {
  if (/^[\u200b-\u200f\u2060-\u2069\ufeff]$/.test(sign)) return 0
  return wide.test(sign) ? 2 : 1
}
