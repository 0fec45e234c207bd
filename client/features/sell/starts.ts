/** What words begin with, a bit each: letters have one of their own, all other signs share theirs. */
export interface Starts {
  letters: number
  others: number
}

/** Of folded text in which each word stands after a space. */
export function startsOf(words: string): Starts {
  let [letters, others] = [0, 0]
  for (let at = words.indexOf(' '); at >= 0; at = words.indexOf(' ', at + 1)) {
    const sign = words.charCodeAt(at + 1)
    if (Number.isNaN(sign)) break
    const letter = sign - 97
    if (letter >= 0 && letter < 26) letters |= 1 << letter
    else others |= 1 << (sign & 31)
  }
  return { letters, others }
}

/** The same of many texts side by side, where a processor goes through thousands of them in no time. */
export class ManyStarts {
  readonly #letters: Int32Array
  readonly #others: Int32Array

  constructor(items: readonly { starts: Starts }[]) {
    this.#letters = Int32Array.from(items, ({ starts }) => starts.letters)
    this.#others = Int32Array.from(items, ({ starts }) => starts.others)
  }

  /** The places of those in which no wanted beginning is missing; whether the words are there is yet to be seen. */
  *places({ letters, others }: Starts): Generator<number> {
    for (let place = 0; place < this.#letters.length; place += 1) {
      const isLettered = ((this.#letters[place] ?? 0) & letters) === letters
      if (isLettered && ((this.#others[place] ?? 0) & others) === others) yield place
    }
  }
}
