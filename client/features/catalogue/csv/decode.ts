export type Decoded = { ok: true; text: string } | { ok: false; text: string }

const mostBytes = 50 * 1_024 * 1_024

/** A file's bytes as text: UTF-8 or UTF-16 by its mark, else UTF-8 where it can be that, else as Windows writes it. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > mostBytes)
    return no('This file is larger than 50 MB. Split it, and import one part after the other.')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return no(
      'This is a spreadsheet, not a CSV file. In the spreadsheet choose “Save as”, then CSV, and take that file.',
    )
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return yes(new TextDecoder('utf-16le').decode(bytes))
  if (first === 0xfe && second === 0xff) return yes(new TextDecoder('utf-16be').decode(bytes))
  if (bytes.subarray(0, 4_096).includes(0))
    return no('This is not a text file. Take a file that ends in .csv.')
  return yes(utf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes))
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function yes(text: string): Decoded {
  return { ok: true, text }
}

function no(text: string): Decoded {
  return { ok: false, text }
}
