const longest = 19
const shortest = 13

/** Digits in groups, as they stand on a card: "4242 4242 4242 4242", "4242-4242…" or in one piece. */
const runs = /\d+(?:[ \t\u00a0\u2007\u2009\u202f.,_/–—-]{1,3}\d+)*/gu

/**
 * Replaces what could be a payment card's number (13 to 19 digits whose last one is their Luhn check digit, ISO/IEC
 * 7812-1) by dots, all but the last four digits. The text keeps its length. Everything else stays as it is.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(runs, maskRun)
}

function maskRun(run: string): string {
  const places = [...run.matchAll(/\d/g)].map((match) => match.index)
  const digits = places.map((place) => Number(run[place]))
  const isStart = (index: number) => index === 0 || places[index - 1] !== (places[index] ?? 0) - 1
  const isLong = places.length === run.length && places.length > longest
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
  return hidden.size === 0 ? run : [...run].map((sign, place) => (hidden.has(place) ? '•' : sign)).join('')
}

function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, index) => {
    const isDoubled = (digits.length - 1 - index) % 2 === 1
    const worth = isDoubled ? digit * 2 : digit
    return total + (worth > 9 ? worth - 9 : worth)
  }, 0)
  return sum > 0 && sum % 10 === 0
}
