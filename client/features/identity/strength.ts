/** What a person may want to know about a password while choosing it; empty while there is nothing to say. */
export function strengthHint(password: string): string {
  const length = Array.from(password).length
  if (length === 0)
    return 'At least 8 characters. A few words in a row are easy to remember and hard to guess.'
  if (length < 8) return `${8 - length} more ${length === 7 ? 'character' : 'characters'} to go.`
  if (varietyOf(password) < 5) return 'Easy to guess: it repeats itself. Mix in another word.'
  if (length < 12) return 'Good enough. Another word would make it strong.'
  return 'Strong.'
}

function varietyOf(password: string): number {
  return new Set(password.toLowerCase()).size
}
