/** Finds ids by the beginnings of their words, without looking at any other. */
export class WordIndex {
  readonly #ids = new Map<string, Set<string>>()
  #sorted: string[] = []
  /** Came since they were sorted. */
  #fresh: string[] = []

  add(id: string, words: readonly string[]): void {
    for (const word of words) {
      const ids = this.#ids.get(word)
      if (ids) ids.add(id)
      else {
        this.#ids.set(word, new Set([id]))
        this.#fresh.push(word)
      }
    }
  }

  /** A word that is nobody's any more stays, and finds nobody. */
  remove(id: string, words: readonly string[]): void {
    for (const word of words) this.#ids.get(word)?.delete(id)
  }

  /** Those of which each of these begins a word; at least one is asked. */
  find(starts: readonly string[]): ReadonlySet<string> {
    // A long start finds few, and what finds few is cheap to go through.
    const [first = '', ...others] = [...starts].sort((a, b) => b.length - a.length)
    return others.reduce((found, start) => {
      if (found.size === 0) return found
      const also = this.#beginning(start)
      return new Set([...found].filter((id) => also.has(id)))
    }, this.#beginning(first))
  }

  #beginning(start: string): Set<string> {
    this.#sort()
    const found = new Set<string>()
    for (let at = this.#placeOf(start); at < this.#sorted.length; at += 1) {
      const word = this.#sorted[at] ?? ''
      if (!word.startsWith(start)) break
      for (const id of this.#ids.get(word) ?? []) found.add(id)
    }
    return found
  }

  #sort(): void {
    if (this.#fresh.length === 0) return
    if (this.#fresh.length > 200) this.#sorted = [...this.#sorted, ...this.#fresh].sort()
    else for (const word of this.#fresh) this.#sorted.splice(this.#placeOf(word), 0, word)
    this.#fresh = []
  }

  /** Where the first word stands that is not before this one. */
  #placeOf(word: string): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] ?? '') < word) low = middle + 1
      else high = middle
    }
    return low
  }
}
