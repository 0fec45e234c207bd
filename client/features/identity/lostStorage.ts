const key = 'awning.letter'

/** Kept apart from the database, so that a tablet whose database is gone can say so instead of "welcome". */
export function rememberLetter(letter: string, storage: () => Storage = () => localStorage): void {
  try {
    storage().setItem(key, letter)
  } catch {
    return
  }
}

export function rememberedLetter(storage: () => Storage = () => localStorage): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}
