const longest = 19
const shortest = 13

const digit = /\p{Nd}/u

/** Digits of any script in groups, as they stand on a card, in one piece, in a line or one below the other. */
const runs = /\p{Nd}+(?:[\s.,_/:*|·–—-]{1,8}\p{Nd}+)*/gu

/**
 * Replaces what could be a payment card's number (13 to 19 digits whose last one is their Luhn check digit, ISO/IEC
 * 7812-1) by dots, all but the last four digits. The text keeps its length. Everything else stays as it is.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(runs, maskRun)
}

/** Whether more digits could make this a card's number: until they have, it is not written down anywhere. */
export function mayBecomeCardNumber(text: string): boolean {
  return /\p{Nd}(?:[\s.,_/:*|·–—-]{0,8}\p{Nd}){8,}/u.test(text)
}

function maskRun(run: string): string {
  const signs = [...run]
  const places = signs.flatMap((sign, place) => (digit.test(sign) ? [place] : []))
  if (places.length < shortest) return run
  const digits = places.map((place) => worthOf(signs[place] ?? ''))
  const isStart = (index: number) => index === 0 || places[index - 1] !== (places[index] ?? 0) - 1
  const isLong = places.length === signs.length && places.length > longest
  const hidden = new Set<number>()
  for (let from = 0; from + shortest <= digits.length; from += 1) {
    if (!isLong && !isStart(from)) continue
    for (let size = Math.min(longest, digits.length - from); size >= shortest; size -= 1) {
      const to = from + size
      if (!isLong && to < digits.length && !isStart(to)) continue
      if (!passesLuhn(digits.slice(from, to))) continue
      for (const place of places.slice(from, to - 4)) hidden.add(place)
      from = to - 1
      break
    }
  }
  if (hidden.size === 0) return run
  // As many code units as before, so that no text becomes shorter than its schema has seen.
  return signs.map((sign, place) => (hidden.has(place) ? '•'.repeat(sign.length) : sign)).join('')
}

/** What a digit is worth: those of a script stand in Unicode from nought to nine, script after script. */
function worthOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0
  let first = code
  while (digit.test(String.fromCodePoint(first - 1))) first -= 1
  return (code - first) % 10
}

function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, index) => {
    const isDoubled = (digits.length - 1 - index) % 2 === 1
    const worth = isDoubled ? digit * 2 : digit
    return total + (worth > 9 ? worth - 9 : worth)
  }, 0)
  return sum > 0 && sum % 10 === 0
}
